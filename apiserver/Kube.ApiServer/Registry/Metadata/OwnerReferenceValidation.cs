using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry.Metadata;

/// <summary>Owner references name an owner in full, and at most one of them is the controller.</summary>
internal static class OwnerReferenceValidation
{
    public static void Validate(JsonList? references, FieldPath path, FieldErrors errors)
    {
        string? controller = null;
        foreach (var reference in references?.OfType<JsonMap>() ?? [])
        {
            ValidateOne(reference, path, errors);
            if (reference.Bool("controller") != true) continue;
            var name = reference.String("name") ?? "";
            if (controller is not null)
            {
                errors.Invalid(path, references, $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {name}");
            }
            else controller = name;
        }
    }

    private static void ValidateOne(JsonMap reference, FieldPath path, FieldErrors errors)
    {
        var apiVersion = reference.String("apiVersion") ?? "";
        if (apiVersion.Count(character => character == '/') > 1) errors.Invalid(path.Child("apiVersion"), apiVersion, $"unexpected GroupVersion string: {apiVersion}");
        if (apiVersion.Length == 0 || apiVersion.EndsWith('/')) errors.Invalid(path.Child("apiVersion"), apiVersion, "version must not be empty");
        foreach (var field in (ReadOnlySpan<string>)["kind", "name", "uid"])
        {
            if (string.IsNullOrEmpty(reference.String(field))) errors.Invalid(path.Child(field), "", $"{field} must not be empty");
        }
        if (apiVersion == "v1" && reference.String("kind") == "Event") errors.Invalid(path, "v1, Kind=Event", "/v1, Kind=Event is disallowed from being an owner");
    }
}
