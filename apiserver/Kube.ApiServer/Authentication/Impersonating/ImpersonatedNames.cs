using Kube.Machinery.Validation;

namespace Kube.ApiServer.Authentication.Impersonating;

/// <summary>What kind of user somebody wants to act as.</summary>
internal static class ImpersonatedNames
{
    public const string NodesGroup = "system:nodes";

    private const string NodePrefix = "system:node:";
    private const string NodeNameExtra = "authentication.kubernetes.io/node-name";

    /// <returns>The name of the node; null when the user is none.</returns>
    public static string? Node(string user) =>
        user.StartsWith(NodePrefix, StringComparison.Ordinal) && DnsNames.Subdomain(user[NodePrefix.Length..]).Count == 0 ? user[NodePrefix.Length..] : null;

    public static bool IsNameAlone(UserInfo asked) => asked is { Uid.Length: 0, Groups.Count: 0, Extra.Count: 0 };

    /// <summary>A service account's token tells the node its pod is on.</summary>
    public static bool IsOwnNode(UserInfo asked, UserInfo requestor) =>
        Node(asked.Name) is { } node && ServiceAccountName.Parse(requestor.Name) is not null
        && requestor.Extra.TryGetValue(NodeNameExtra, out var values) && values is [var own] && own == node;

    /// <returns>Why nobody may be given this extra; null when somebody may.</returns>
    public static string? WrongExtra(IReadOnlyDictionary<string, IReadOnlyList<string>> extra)
    {
        foreach (var (key, values) in extra)
        {
            if (key.Length == 0) return "impersonating the empty string key in extra is not allowed";
            if (WrongKey(key) is { } wrong) return $"impersonating an invalid key in extra is not allowed: {wrong}";
            if (values.Count == 0) return "impersonating empty values in extra is not allowed";
            if (values.Contains("")) return "impersonating the empty string value in extra is not allowed";
        }
        return null;
    }

    /// <summary>apimachinery's <c>IsDomainPrefixedPath</c>.</summary>
    private static string? WrongKey(string key)
    {
        var at = $"extra.key: Invalid value: \"{key}\": ";
        if (key.Split('/', 2) is not [{ Length: > 0 } host, { Length: > 0 } path]) return at + "must be a domain-prefixed path (such as \"acme.io/foo\")";
        if (DnsNames.Subdomain(host) is [var wrong, ..]) return at + wrong;
        return path.Any(character => !(char.IsAsciiLetterOrDigit(character) || "/%-._~!$&'()*+,;=:".Contains(character, StringComparison.Ordinal))) ? at + "Invalid path" : null;
    }
}
