using Kube.ApiServer.Authentication;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>Which node a user is: upstream's <c>nodeidentifier</c>.</summary>
internal static class NodeIdentity
{
    private const string Prefix = "system:node:";
    private const string Group = "system:nodes";

    /// <returns>The node's name; null for a user that is no node.</returns>
    public static string? Of(UserInfo user) =>
        user.Name.StartsWith(Prefix, StringComparison.Ordinal) && user.Groups.Contains(Group) ? user.Name[Prefix.Length..] : null;
}
