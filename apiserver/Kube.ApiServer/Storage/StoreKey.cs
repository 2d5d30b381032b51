namespace Kube.ApiServer.Storage;

/// <summary>
/// Upstream's key layout: <c>/registry/pods/&lt;namespace&gt;/&lt;name&gt;</c>, without a group for most built-in resources, with one
/// for custom resources and the resources of the aggregation and extension servers. A prefix starts and ends with a slash.
/// </summary>
internal static class StoreKey
{
    public const string Root = "/registry/";

    /// <summary>The prefix of a resource whose objects lie under <paramref name="resourcePrefix"/>, e.g. "pods" or "services/specs".</summary>
    public static string Prefix(string resourcePrefix) => $"{Root}{resourcePrefix}/";

    /// <summary>The prefix of a resource of a kind that is not built in, or that upstream keeps under its group.</summary>
    public static string Prefix(string group, string resource) => $"{Root}{group}/{resource}/";

    /// <summary>The key of an object; an empty or null namespace for a cluster-scoped one.</summary>
    public static string Of(string prefix, string? @namespace, string name) =>
        string.IsNullOrEmpty(@namespace) ? prefix + name : $"{prefix}{@namespace}/{name}";

    /// <summary>Takes a key under a prefix apart; the namespace is empty for a cluster-scoped object.</summary>
    public static (string Namespace, string Name) Split(string prefix, string key)
    {
        var slash = key.IndexOf('/', prefix.Length);
        return slash < 0
            ? (string.Empty, key[prefix.Length..])
            : (key[prefix.Length..slash], key[(slash + 1)..]);
    }
}
