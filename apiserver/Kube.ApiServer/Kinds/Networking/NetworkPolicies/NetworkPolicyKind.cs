using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Networking.NetworkPolicies;

internal static class NetworkPolicyKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "networking.k8s.io",
        Kind = "NetworkPolicy",
        Plural = "networkpolicies",
        ShortNames = ["netpol"],
        Type = Types.Of("networking.k8s.io", "v1", "NetworkPolicy"),
        Strategy = new NetworkPolicyStrategy(),
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Pod-Selector", Description: "@io.k8s.api.networking.v1.NetworkPolicySpec#podSelector"), TableLayout.AgeColumn],
            policy => [policy.Name(), Selectors.Format(policy.Spec().Part("podSelector")), TableLayout.Age(policy)]),
    };
}
