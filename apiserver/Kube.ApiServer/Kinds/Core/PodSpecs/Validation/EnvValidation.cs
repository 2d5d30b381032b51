using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Environment variables and where their values come from.</summary>
internal static class EnvValidation
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    public static void Validate(JsonMap container, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var variable in container.Maps("env"))
        {
            // There are many of them, and hardly ever is one wrong.
            var name = variable.Text("name");
            if (name.Length == 0) errors.Required(at.Index(index).Child("name"));
            else if (DataKeys.EnvironmentVariable(name) is { Count: > 0 } wrong) errors.InvalidAll(at.Index(index).Child("name"), name, wrong);
            if (variable.Map("valueFrom") is { } source) ValidateSource(variable, source, errors, at.Index(index).Child("valueFrom"));
            index++;
        }
    }

    private static void ValidateSource(JsonMap variable, JsonMap source, FieldErrors errors, FieldPath at)
    {
        if (source.Map("fieldRef") is { } field) FieldRefValidation.ValidateField(field, Fields, errors, at.Child("fieldRef"));
        if (source.Map("resourceFieldRef") is { } resource) FieldRefValidation.ValidateResource(resource, inVolume: false, errors, at.Child("resourceFieldRef"));
        if (source.Map("configMapKeyRef") is { } config) ValidateKey(config, errors, at.Child("configMapKeyRef"));
        if (source.Map("secretKeyRef") is { } secret) ValidateKey(secret, errors, at.Child("secretKeyRef"));
        if (source.Map("fileKeyRef") is { } file) ValidateFile(file, errors, at.Child("fileKeyRef"));
        var sources = source.Count(entry => entry.Value is JsonMap);
        if (sources == 0)
            errors.Invalid(at, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        else if (variable.Text("value").Length > 0) errors.Invalid(at, "", "may not be specified when `value` is not empty");
        else if (sources > 1) errors.Invalid(at, "", "may not have more than one field specified at a time");
    }

    private static void ValidateKey(JsonMap selector, FieldErrors errors, FieldPath at)
    {
        errors.DnsSubdomain(at.Child("name"), selector.Text("name"));
        if (selector.Text("key") is { Length: > 0 } key) errors.InvalidAll(at.Child("key"), key, DataKeys.ConfigMapKey(key));
        else errors.Required(at.Child("key"));
    }

    private static void ValidateFile(JsonMap file, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, file, "volumeName");
        errors.Required(at, file, "path");
        if (file.Text("path") is { Length: > 0 } path) errors.LocalPath(at.Child("path"), path);
        if (file.Text("key") is { Length: > 0 } key) errors.InvalidAll(at.Child("key"), key, DataKeys.EnvironmentVariable(key));
        else errors.Required(at.Child("key"));
    }
}
