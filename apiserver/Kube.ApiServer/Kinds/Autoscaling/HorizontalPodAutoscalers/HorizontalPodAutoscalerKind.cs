using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

internal static class HorizontalPodAutoscalerKind
{
    public static KindStrategy Strategy { get; } = new HorizontalPodAutoscalerStrategy();

    public static KindStrategy StatusStrategy { get; } = new HorizontalPodAutoscalerStatusStrategy(Strategy);

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
        Subresources = [new ObjectSubresource { Name = "status", Strategy = StatusStrategy }],
        Table = HorizontalPodAutoscalerTable.Layout,
    };
}
