using Kube.ApiServer.Kinds.Subresources;
using Stored = Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers.HorizontalPodAutoscalerKind;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>autoscaling/v1: autoscalers from when processor time was all that could be aimed at, in v2's store.</summary>
internal static class HorizontalPodAutoscalerV1Kind
{
    public static Resource Resource { get; } = Stored.Resource with
    {
        Version = "v1",
        Type = Types.Of("autoscaling", "v1", "HorizontalPodAutoscaler"),
        StoredAs = new StoredVersion(Stored.Resource, AutoscalerConversion.ToStored, AutoscalerConversion.FromStored),
        Strategy = Converted(Stored.Strategy),
        Subresources = [new ObjectSubresource { Name = "status", Strategy = Converted(Stored.StatusStrategy) }],
        Table = Stored.Resource.Table with { Cells = scaler => Stored.Resource.Table.Cells(AutoscalerConversion.ToStored(scaler)) },
    };

    private static ConvertedStrategy Converted(KindStrategy rules) => new(rules, AutoscalerConversion.ToStored, AutoscalerConversion.FromStored);
}
