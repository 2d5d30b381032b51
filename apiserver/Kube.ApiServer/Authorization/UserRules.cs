using Kube.ApiServer.Authorization.Rbac;

namespace Kube.ApiServer.Authorization;

/// <summary>The rights of a user, listed.</summary>
/// <param name="Incomplete">The user may have rights that cannot be listed.</param>
/// <param name="Error">Why, or what went wrong; "" when nothing did.</param>
internal sealed record UserRules(IReadOnlyList<PolicyRule> Rules, bool Incomplete = false, string Error = "")
{
    public static UserRules None { get; } = new([]);
}
