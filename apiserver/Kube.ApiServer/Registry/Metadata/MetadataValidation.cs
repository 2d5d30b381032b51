using System.Text;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry.Metadata;

/// <summary>What holds for the metadata of every object: <c>apimachinery/pkg/api/validation/objectmeta.go</c>.</summary>
internal static class MetadataValidation
{
    /// <summary>Bytes of all annotation keys and values together.</summary>
    private const int MaxAnnotationBytes = 256 * 1024;

    private static readonly FieldPath Path = FieldPath.Of("metadata");

    /// <param name="checkName">The kind's rule; messages for a bad name.</param>
    public static void Validate(JsonMap metadata, bool namespaced, Func<string, bool, IEnumerable<string>> checkName, FieldErrors errors)
    {
        var name = metadata.String("name") ?? "";
        if (metadata.String("generateName") is { Length: > 0 } prefix)
        {
            errors.InvalidAll(Path.Child("generateName"), prefix, checkName(prefix, true));
        }
        if (name.Length == 0) errors.Required(Path.Child("name"), "name or generateName is required");
        else errors.InvalidAll(Path.Child("name"), name, checkName(name, false));
        ValidateNamespace(metadata.String("namespace") ?? "", namespaced, errors);
        if (metadata.Long("generation") is < 0 and var generation) errors.Invalid(Path.Child("generation"), generation, "must be greater than or equal to 0");
        ValidateParts(metadata, errors);
    }

    public static void ValidateUpdate(JsonMap metadata, JsonMap old, FieldErrors errors)
    {
        ValidateFinalizersOfDeleted(metadata, old, errors);
        ValidateNotCleared(metadata, old, "deletionTimestamp", errors);
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            if (!JsonValues.DeepEquals(metadata[field], old[field])) errors.Invalid(Path.Child(field), metadata[field], "field is immutable");
        }
        ValidateParts(metadata, errors);
    }

    public static void ValidateLabels(JsonMap? labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in labels ?? [])
        {
            errors.InvalidAll(path, key, LabelNames.Key(key));
            errors.InvalidAll(path, value, LabelNames.Value(value as string ?? ""));
        }
    }

    public static void ValidateAnnotations(JsonMap? annotations, FieldPath path, FieldErrors errors)
    {
        var total = 0L;
        foreach (var (key, value) in annotations ?? [])
        {
            errors.InvalidAll(path, key, LabelNames.Key(key.ToLowerInvariant()));
            total += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value as string ?? "");
        }
        if (total > MaxAnnotationBytes) errors.TooLong(path, MaxAnnotationBytes);
    }

    private static void ValidateParts(JsonMap metadata, FieldErrors errors)
    {
        ValidateLabels(metadata.Map("labels"), Path.Child("labels"), errors);
        ValidateAnnotations(metadata.Map("annotations"), Path.Child("annotations"), errors);
        OwnerReferenceValidation.Validate(metadata.List("ownerReferences"), Path.Child("ownerReferences"), errors);
        var at = 0;
        foreach (var finalizer in metadata.List("finalizers") ?? [])
        {
            errors.InvalidAll(Path.Child("finalizers").Index(at++), finalizer, FinalizerMessages(finalizer as string ?? ""));
        }
    }

    private static IEnumerable<string> FinalizerMessages(string finalizer)
    {
        foreach (var message in LabelNames.Key(finalizer)) yield return message;
        if (!finalizer.Contains('/') && finalizer is not ("orphan" or "foregroundDeletion" or "kubernetes"))
        {
            yield return "name is neither a standard finalizer name nor is it fully qualified";
        }
    }

    private static void ValidateNamespace(string space, bool namespaced, FieldErrors errors)
    {
        var path = Path.Child("namespace");
        if (!namespaced)
        {
            if (space.Length > 0) errors.Forbidden(path, "not allowed on this type");
        }
        else if (space.Length == 0) errors.Required(path);
        else errors.InvalidAll(path, space, NameRules.DnsLabel(space, false));
    }

    private static void ValidateFinalizersOfDeleted(JsonMap metadata, JsonMap old, FieldErrors errors)
    {
        if (old["deletionTimestamp"] is null) return;
        var before = old.List("finalizers")?.OfType<string>().ToHashSet() ?? [];
        var added = metadata.List("finalizers")?.OfType<string>().Where(finalizer => !before.Contains(finalizer)).Distinct().Order(StringComparer.Ordinal).ToList() ?? [];
        if (added.Count == 0) return;
        var shown = string.Join(", ", added.Select(finalizer => JsonWriter.ToText(finalizer)));
        errors.Forbidden(Path.Child("finalizers"), $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}");
    }

    private static void ValidateNotCleared(JsonMap metadata, JsonMap old, string field, FieldErrors errors)
    {
        // A client that never saw the field leaves it out; only a different value is an error, found below.
        if (old[field] is not null && metadata[field] is null) metadata[field] = old[field];
    }
}
