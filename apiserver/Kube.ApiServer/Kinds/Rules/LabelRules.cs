using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Checks of label maps, annotations and label selectors: <c>apimachinery/pkg/apis/meta/v1/validation</c>.</summary>
internal static class LabelRules
{
    /// <summary>Bytes of all annotations of an object together.</summary>
    private const int MaxAnnotationBytes = 256 * 1024;

    public static void Labels(this FieldErrors errors, FieldPath at, JsonMap? labels)
    {
        foreach (var (key, value) in labels ?? [])
        {
            errors.InvalidAll(at, key, LabelNames.Key(key));
            errors.InvalidAll(at, value, LabelNames.Value(value as string ?? ""));
        }
    }

    public static void Annotations(this FieldErrors errors, FieldPath at, JsonMap? annotations)
    {
        var total = 0L;
        foreach (var (key, value) in annotations ?? [])
        {
            errors.InvalidAll(at, key, LabelNames.Key(key.ToLowerInvariant()));
            total += System.Text.Encoding.UTF8.GetByteCount(key) + System.Text.Encoding.UTF8.GetByteCount(value as string ?? "");
        }
        if (total > MaxAnnotationBytes) errors.TooLong(at, MaxAnnotationBytes);
    }

    public static void Selector(this FieldErrors errors, FieldPath at, JsonMap? selector)
    {
        if (selector is null) return;
        errors.Labels(at.Child("matchLabels"), selector.Map("matchLabels"));
        var index = 0;
        foreach (var requirement in selector.Maps("matchExpressions")) Requirement(errors, at.Child("matchExpressions").Index(index++), requirement);
    }

    private static void Requirement(FieldErrors errors, FieldPath at, JsonMap requirement)
    {
        var values = requirement.Strings("values");
        switch (requirement.Text("operator"))
        {
            case "In" or "NotIn":
                if (values.Count == 0) errors.Required(at.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist":
                if (values.Count > 0) errors.Forbidden(at.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case var other:
                errors.Invalid(at.Child("operator"), other, "not a valid selector operator");
                break;
        }
        errors.InvalidAll(at.Child("key"), requirement.Text("key"), LabelNames.Key(requirement.Text("key")));
        for (var i = 0; i < values.Count; i++) errors.InvalidAll(at.Child("values").Index(i), values[i], LabelNames.Value(values[i]));
    }
}
