using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Names of compute resources: <c>pkg/apis/core/helper</c> and validation.</summary>
internal static class ResourceNames
{
    public const string HugePagesPrefix = "hugepages-";

    private static readonly HashSet<string> Container = ["cpu", "memory", "ephemeral-storage"];

    private static readonly HashSet<string> Standard =
    [
        .. Container, "requests.cpu", "requests.memory", "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage",
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims", "storage",
        "requests.storage", "services.nodeports", "services.loadbalancers",
    ];

    private static readonly HashSet<string> Quota = [.. Standard.Except(["storage"])];

    public static bool IsHugePages(string name) => name.StartsWith(HugePagesPrefix, StringComparison.Ordinal);

    /// <summary>No prefix, or one of kubernetes.io: Kubernetes' own.</summary>
    public static bool IsNative(string name) => !name.Contains('/') || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    public static bool IsOvercommitAllowed(string name) => IsNative(name) && !IsHugePages(name);

    public static bool IsExtended(string name) =>
        !IsNative(name) && !name.StartsWith("requests.", StringComparison.Ordinal) && LabelNames.Key("requests." + name).Count == 0;

    public static bool IsQuota(string name) => Quota.Contains(name) || IsHugePages(name) || name.StartsWith("requests." + HugePagesPrefix, StringComparison.Ordinal)
        || name.StartsWith("count/", StringComparison.Ordinal);

    public static void ResourceName(this FieldErrors errors, FieldPath at, string name)
    {
        var wrong = LabelNames.Key(name);
        errors.InvalidAll(at, name, wrong);
        if (wrong.Count == 0 && !name.Contains('/') && !IsStandard(name)) errors.Invalid(at, name, "must be a standard resource type or fully qualified");
    }

    public static void ContainerResourceName(this FieldErrors errors, FieldPath at, string name)
    {
        errors.ResourceName(at, name);
        if (!name.Contains('/'))
        {
            if (!Container.Contains(name) && !IsHugePages(name)) errors.Invalid(at, name, "must be a standard resource for containers");
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            errors.Invalid(at, name, "doesn't follow extended resource name standard");
        }
    }

    public static void QuotaResourceName(this FieldErrors errors, FieldPath at, string name)
    {
        errors.ResourceName(at, name);
        if (!name.Contains('/') && !IsQuota(name)) errors.Invalid(at, name, "must be a standard resource for quota");
    }

    private static bool IsStandard(string name) => Standard.Contains(name) || IsHugePages(name) || name.StartsWith("requests." + HugePagesPrefix, StringComparison.Ordinal);
}
