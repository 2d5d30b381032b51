using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Core.ResourceQuotas;

internal static class ResourceQuotaKind
{
    private static readonly ResourceQuotaStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "ResourceQuota",
        Plural = "resourcequotas",
        ShortNames = ["quota"],
        Type = Types.Of("", "v1", "ResourceQuota"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new ResourceQuotaStatusStrategy(Strategy) }],
        Table = ResourceQuotaTable.Layout,
    };
}
