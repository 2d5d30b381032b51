using System.Text.RegularExpressions;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>References of a pod to itself: the downward API.</summary>
internal static partial class FieldRefValidation
{
    private static readonly string[] Resources =
        ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];

    private static readonly string[] ByteDivisors = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

    /// <summary>What <c>core.ConvertDownwardAPIFieldLabel</c> knows.</summary>
    private static readonly HashSet<string> Known =
    [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.restartPolicy",
        "spec.serviceAccountName", "spec.schedulerName", "status.phase", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs", "spec.host",
    ];

    public static void ValidateField(JsonMap reference, IReadOnlyList<string> allowed, FieldErrors errors, FieldPath at)
    {
        if (reference.Text("apiVersion").Length == 0)
        {
            errors.Required(at.Child("apiVersion"));
            return;
        }
        if (reference.Text("fieldPath") is not { Length: > 0 } label)
        {
            errors.Required(at.Child("fieldPath"));
            return;
        }
        var subscripted = Subscript().Match(label);
        var path = subscripted.Success ? subscripted.Groups[1].Value : label == "spec.host" ? "spec.nodeName" : label;
        if (reference.Text("apiVersion") != "v1")
            errors.Invalid(at.Child("fieldPath"), label, $"error converting fieldPath: unsupported pod version: {reference.Text("apiVersion")}");
        else if (!Known.Contains(path))
            errors.Invalid(at.Child("fieldPath"), label, $"error converting fieldPath: field label not supported: {path}");
        else if (!subscripted.Success)
        {
            if (!allowed.Contains(path)) errors.NotSupported(at.Child("fieldPath"), path, allowed.Order(StringComparer.Ordinal));
        }
        else if (path is "metadata.annotations") errors.QualifiedName(at, subscripted.Groups[2].Value.ToLowerInvariant());
        else if (path is "metadata.labels") errors.QualifiedName(at, subscripted.Groups[2].Value);
        else errors.Invalid(at, path, "does not support subscript");
    }

    /// <param name="inVolume">In a volume the container has to be named; a variable means its own.</param>
    public static void ValidateResource(JsonMap reference, bool inVolume, FieldErrors errors, FieldPath at)
    {
        var resource = reference.Text("resource");
        if (inVolume && reference.Text("containerName").Length == 0) errors.Required(at.Child("containerName"));
        else if (resource.Length == 0) errors.Required(at.Child("resource"));
        else if (!Resources.Contains(resource) && !IsHugePages(resource)) errors.NotSupported(at.Child("resource"), resource, Resources);
        ValidateDivisor(reference, resource, errors, at.Child("divisor"));
    }

    private static void ValidateDivisor(JsonMap reference, string resource, FieldErrors errors, FieldPath at)
    {
        if (reference.Amount("divisor") is not { IsZero: false } divisor) return;
        if (resource is "limits.cpu" or "requests.cpu")
        {
            if (divisor.ToString() is not ("1m" or "1")) errors.Invalid(at, resource, "only divisor's values 1m and 1 are supported with the cpu resource");
            return;
        }
        var kind = resource switch
        {
            "limits.memory" or "requests.memory" => "memory",
            "limits.ephemeral-storage" or "requests.ephemeral-storage" => "local ephemeral storage",
            _ when IsHugePages(resource) => "hugepages",
            _ => null,
        };
        if (kind is not null && !ByteDivisors.Contains(divisor.ToString()))
            errors.Invalid(at, resource, $"only divisor's values {string.Join(", ", ByteDivisors)} are supported with the {kind} resource");
    }

    private static bool IsHugePages(string resource) =>
        resource.StartsWith("requests.hugepages-", StringComparison.Ordinal) || resource.StartsWith("limits.hugepages-", StringComparison.Ordinal);

    [GeneratedRegex(@"^(.+)\['([^']*)'\]$")]
    private static partial Regex Subscript();
}
