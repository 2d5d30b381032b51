using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Volumes whose files Kubernetes writes.</summary>
internal static class FileVolumeSources
{
    private static readonly string[] Fields = ["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"];

    public static void Secret(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "secretName");
        Mode(source, "defaultMode", errors, at);
        KeysToPaths(source, errors, at.Child("items"));
    }

    public static void ConfigMap(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "name");
        Mode(source, "defaultMode", errors, at);
        KeysToPaths(source, errors, at.Child("items"));
    }

    public static void DownwardApi(JsonMap source, FieldErrors errors, FieldPath at)
    {
        Mode(source, "defaultMode", errors, at);
        foreach (var file in source.Maps("items")) DownwardFile(file, errors, at);
    }

    public static void DownwardFile(JsonMap file, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, file, "path");
        errors.LocalPath(at.Child("path"), file.Text("path"));
        var (field, resource) = (file.Map("fieldRef"), file.Map("resourceFieldRef"));
        if (field is not null)
        {
            FieldRefValidation.ValidateField(field, Fields, errors, at.Child("fieldRef"));
            if (resource is not null) errors.Invalid(at, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
        }
        else if (resource is not null) FieldRefValidation.ValidateResource(resource, inVolume: true, errors, at.Child("resourceFieldRef"));
        else errors.Required(at, "one of fieldRef and resourceFieldRef is required");
        Mode(file, "mode", errors, at);
    }

    public static void KeysToPaths(JsonMap source, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var item in source.Maps("items"))
        {
            var here = at.Index(index++);
            errors.Required(here, item, "key");
            errors.Required(here, item, "path");
            errors.LocalPath(here.Child("path"), item.Text("path"));
            Mode(item, "mode", errors, here);
        }
    }

    public static void Mode(JsonMap holder, string field, FieldErrors errors, FieldPath at)
    {
        if (holder.Long(field) is { } mode and (< 0 or > 511))
            errors.Invalid(at.Child(field), mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
}
