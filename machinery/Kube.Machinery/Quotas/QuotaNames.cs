namespace Kube.Machinery.Quotas;

/// <summary>Which of a quota's names limit objects of which resource: <c>pkg/quota/v1/evaluator/core</c>.</summary>
public static class QuotaNames
{
    public const string RequestsPrefix = "requests.";
    public const string LimitsPrefix = "limits.";
    public const string HugePagesPrefix = "hugepages-";
    public const string StorageClassSuffix = ".storageclass.storage.k8s.io/";
    public const string DeviceClassSuffix = ".deviceclass.resource.k8s.io/devices";

    private static readonly HashSet<string> Pods =
    [
        "pods", "count/pods", "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage",
    ];

    private static readonly HashSet<string> Services = ["services", "count/services", "services.nodeports", "services.loadbalancers"];

    private static readonly string[] Claims = ["persistentvolumeclaims", "requests.storage"];

    /// <summary>The names that count objects before there was <c>count/…</c>.</summary>
    private static readonly HashSet<string> Counted = ["configmaps", "resourcequotas", "replicationcontrollers", "secrets"];

    public static string Count(string group, string plural) => group.Length == 0 ? $"count/{plural}" : $"count/{plural}.{group}";

    /// <summary>Whether an amount of that name depends on objects of a resource.</summary>
    public static bool Limits(string name, string group, string plural) => (group, plural) switch
    {
        ("", "pods") => OfPods(name),
        ("", "services") => Services.Contains(name),
        ("", "persistentvolumeclaims") => name == "count/persistentvolumeclaims" || Array.Exists(Claims, claim => name == claim || name.EndsWith(StorageClassSuffix + claim, StringComparison.Ordinal)),
        ("resource.k8s.io", "resourceclaims") => name == Count(group, plural) || name.EndsWith(DeviceClassSuffix, StringComparison.Ordinal),
        _ => name == Count(group, plural) || (group.Length == 0 && name == plural && Counted.Contains(name)),
    };

    /// <summary>What an object uses of quotas that count objects of its resource.</summary>
    public static IEnumerable<string> CountsOf(string group, string plural)
    {
        yield return Count(group, plural);
        if (group.Length == 0 && Counted.Contains(plural)) yield return plural;
    }

    /// <summary>A resource with a domain that is not Kubernetes' own, as devices have.</summary>
    public static bool IsExtended(string resource) => !IsNative(resource) && !resource.StartsWith(RequestsPrefix, StringComparison.Ordinal);

    private static bool OfPods(string name) => Pods.Contains(name)
        || name.StartsWith(HugePagesPrefix, StringComparison.Ordinal) || name.StartsWith(RequestsPrefix + HugePagesPrefix, StringComparison.Ordinal)
        || (!IsNative(name) && name.StartsWith(RequestsPrefix, StringComparison.Ordinal));

    private static bool IsNative(string name) => !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);
}
