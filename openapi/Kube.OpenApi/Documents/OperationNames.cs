namespace Kube.OpenApi.Documents;

/// <summary>The words of operation ids, tags and descriptions.</summary>
internal static class OperationNames
{
    /// <summary><c>RbacAuthorizationV1</c> of rbac.authorization.k8s.io/v1, <c>CoreV1</c> of v1.</summary>
    public static string Title(string group, string version) => GroupTitle(group) + Capital(version);

    public static string GroupTitle(string group) => group.Length == 0 ? "Core" : string.Concat(ShortGroup(group).Split('.').Select(Capital));

    /// <summary><c>rbacAuthorization_v1</c>.</summary>
    public static string Tag(string group, string version) => $"{GroupTag(group)}_{version}";

    public static string GroupTag(string group) => GroupTitle(group) is var title ? char.ToLowerInvariant(title[0]) + title[1..] : "";

    /// <summary>"a Pod", "an Event", "Endpoints".</summary>
    public static string WithArticle(string kind)
    {
        if (kind.EndsWith('s') && !kind.EndsWith("ss", StringComparison.Ordinal)) return kind;
        return ("aeiouAEIOU".Contains(kind[0]) ? "an " : "a ") + kind;
    }

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string ShortGroup(string group) =>
        group.EndsWith(".k8s.io", StringComparison.Ordinal) ? group[..^".k8s.io".Length] : group;
}
