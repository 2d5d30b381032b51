namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>What one binding gives to one of its subjects.</summary>
/// <param name="Order">Its place among all grants: cluster role bindings first, each in the order of their subjects.</param>
/// <param name="Binding">The same for all subjects of a binding.</param>
/// <param name="Reason">What is said of a request it allows.</param>
/// <param name="Missing">Why it gives nothing: its role is not there. "" when it is.</param>
internal sealed record Grant(int Order, int Binding, string Reason, IReadOnlyList<PolicyRule> Rules, string Missing);
