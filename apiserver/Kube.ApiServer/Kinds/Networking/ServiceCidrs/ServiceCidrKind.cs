using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Networking.ServiceCidrs;

internal static class ServiceCidrKind
{
    private static readonly ServiceCidrStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "networking.k8s.io",
        Kind = "ServiceCIDR",
        Plural = "servicecidrs",
        Namespaced = false,
        Type = Types.Of("networking.k8s.io", "v1", "ServiceCIDR"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("CIDRs", Description: "@io.k8s.api.networking.v1.ServiceCIDRSpec#cidrs"), TableLayout.AgeColumn],
            range => [range.Name(), string.Join(',', range.Spec().Strings("cidrs")), TableLayout.Age(range)]),
    };
}
