using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Coordination.Leases;

internal static class LeaseKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "coordination.k8s.io",
        Kind = "Lease",
        Plural = "leases",
        Type = Types.Of("coordination.k8s.io", "v1", "Lease"),
        Strategy = new LeaseStrategy(),
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Holder", Description: "@io.k8s.api.coordination.v1.LeaseSpec#holderIdentity"), TableLayout.AgeColumn],
            lease => [lease.Name(), lease.Spec().Text("holderIdentity"), TableLayout.Age(lease)]),
    };
}
