using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.ApiExtensions.CustomResourceDefinitions;

/// <summary>ValidateCustomResourceDefinition, without what belongs to the schemas themselves.</summary>
internal static class CustomResourceDefinitionValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Scopes = ["Cluster", "Namespaced"];

    public static void Validate(JsonMap definition, FieldErrors errors)
    {
        var spec = definition.Spec();
        var (group, names) = (spec.Text("group"), spec.Part("names"));
        if (definition.Name() is var name && name != $"{names.Text("plural")}.{group}")
            errors.Invalid(FieldPath.Of("metadata").Child("name"), name, "must be spec.names.plural+\".\"+spec.group");
        ValidateGroup(group, errors, Spec.Child("group"));
        errors.OneOf(Spec, spec, "scope", Scopes, required: true);
        ValidateVersions(spec, errors, Spec.Child("versions"));
        ValidateNames(names, errors, Spec.Child("names"));
        ValidateConversion(spec.Part("conversion"), errors, Spec.Child("conversion"));
    }

    public static void ValidateUpdate(JsonMap definition, JsonMap old, FieldErrors errors)
    {
        Validate(definition, errors);
        var stored = old.Status().Strings("storedVersions");
        for (var i = 0; i < stored.Count; i++)
        {
            if (!definition.Spec().Maps("versions").Any(version => version.Text("name") == stored[i]))
                errors.Invalid(FieldPath.Of("status").Child("storedVersions").Index(i), stored[i], $"missing from spec.versions; {stored[i]} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in {stored[i]} and removes {stored[i]} from status.storedVersions");
        }
        var established = old.Status().Maps("conditions").Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");
        if (!established) return;
        errors.Unchanged(Spec, definition.Spec(), old.Spec(), "group");
        errors.Unchanged(Spec, definition.Spec(), old.Spec(), "scope");
        errors.Unchanged(Spec.Child("names"), definition.Spec().Part("names"), old.Spec().Part("names"), "kind");
        errors.Unchanged(Spec.Child("names"), definition.Spec().Part("names"), old.Spec().Part("names"), "plural");
    }

    private static void ValidateGroup(string group, FieldErrors errors, FieldPath at)
    {
        if (group.Length == 0) errors.Required(at);
        else if (DnsNames.Subdomain(group) is { Count: > 0 } wrong) errors.Invalid(at, group, string.Join(',', wrong));
        else if (!group.Contains('.')) errors.Invalid(at, group, "should be a domain with at least one dot");
    }

    private static void ValidateVersions(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var storage = 0;
        var unique = true;
        var index = 0;
        foreach (var version in spec.Maps("versions"))
        {
            var here = at.Index(index++);
            var name = version.Text("name");
            if (version.IsTrue("storage")) storage++;
            unique &= names.Add(name);
            if (DnsNames.Label1035(name) is { Count: > 0 } wrong) errors.Invalid(here.Child("name"), name, string.Join(',', wrong));
            if (version.Map("schema") is not { } schema || !schema.Has("openAPIV3Schema")) errors.Required(here.Child("schema", "openAPIV3Schema"));
            else if (schema.Part("openAPIV3Schema").Text("type") is not "object" and var type)
            {
                if (type.Length == 0) errors.Required(here.Child("schema", "openAPIV3Schema").Child("type"), "must not be empty at the root");
                else errors.Invalid(here.Child("schema", "openAPIV3Schema").Child("type"), type, "must be object at the root");
            }
        }
        if (!unique) errors.Invalid(at, spec["versions"], "must contain unique version names");
        if (storage != 1) errors.Invalid(at, spec["versions"], "must have exactly one version marked as storage version");
    }

    private static void ValidateNames(JsonMap names, FieldErrors errors, FieldPath at)
    {
        foreach (var field in (ReadOnlySpan<string>)["plural", "singular", "kind", "listKind"])
        {
            var text = names.Text(field);
            if (text.Length == 0)
            {
                errors.Required(at.Child(field));
                continue;
            }
            var checkedText = field is "kind" or "listKind" ? text.ToLowerInvariant() : text;
            if (DnsNames.Label1035(checkedText) is { Count: > 0 } wrong)
                errors.Invalid(at.Child(field), text, field is "kind" or "listKind" ? "may have mixed case, but should otherwise match: " + string.Join(',', wrong) : string.Join(',', wrong));
        }
        if (names.Text("kind").Length > 0 && names.Text("kind") == names.Text("listKind")) errors.Invalid(at.Child("listKind"), names.Text("listKind"), "kind and listKind may not be the same");
        foreach (var list in (ReadOnlySpan<string>)["shortNames", "categories"])
        {
            var texts = names.Strings(list);
            for (var i = 0; i < texts.Count; i++)
            {
                if (DnsNames.Label1035(texts[i]) is { Count: > 0 } wrong) errors.Invalid(at.Child(list).Index(i), texts[i], string.Join(',', wrong));
            }
        }
    }

    private static void ValidateConversion(JsonMap conversion, FieldErrors errors, FieldPath at)
    {
        switch (conversion.Text("strategy"))
        {
            case "None":
                if (conversion.Has("webhook")) errors.Forbidden(at.Child("webhook"), "should not be set when strategy is not set to Webhook");
                break;
            case "Webhook":
                if (!conversion.Part("webhook").Has("clientConfig")) errors.Required(at.Child("webhook", "clientConfig"), "required when strategy is set to Webhook");
                if (conversion.Part("webhook").CountOf("conversionReviewVersions") == 0) errors.Required(at.Child("webhook", "conversionReviewVersions"));
                break;
            case "":
                errors.Required(at.Child("strategy"));
                break;
            case var other:
                errors.NotSupported(at.Child("strategy"), other, "None", "Webhook");
                break;
        }
    }
}
