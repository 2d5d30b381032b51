using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Streaming;

namespace Kube.ApiServer.Kinds.Core.Services;

internal static class ServiceKind
{
    private static readonly ServiceStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Service",
        Plural = "services",
        StoragePrefix = "services/specs",
        ShortNames = ["svc"],
        Categories = ["all"],
        Type = Types.Of("", "v1", "Service"),
        Strategy = Strategy,
        Companions = new ServiceClaims(),
        ReturnsDeleted = true,
        SelectableFields = [new("spec.clusterIP"), new("spec.type")],
        Subresources =
        [
            new ServiceProxySubresource { Name = "proxy", Kind = "ServiceProxyOptions", Options = "ServiceProxyOptions" },
            new ObjectSubresource { Name = "status", Strategy = new ServiceStatusStrategy(Strategy) },
        ],
        Table = ServiceTable.Layout,
    };
}
