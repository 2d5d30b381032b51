using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

internal static class HorizontalPodAutoscalerKind
{
    private static readonly HorizontalPodAutoscalerStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "autoscaling",
        Version = "v2",
        Kind = "HorizontalPodAutoscaler",
        Plural = "horizontalpodautoscalers",
        ShortNames = ["hpa"],
        Categories = ["all"],
        Type = Types.Of("autoscaling", "v2", "HorizontalPodAutoscaler"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = HorizontalPodAutoscalerTable.Layout,
    };
}
