using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Storage.Encryption.Configuration;

/// <summary>What the file may say: <c>apiserver/pkg/apis/apiserver/validation/validation_encryption.go</c>.</summary>
internal static class EncryptionConfigurationValidation
{
    public static void Validate(IReadOnlyList<ResourceEncryption> entries, FieldErrors errors)
    {
        var root = FieldPath.Of("resources");
        if (entries.Count == 0) errors.Required(root, "at least one resources is required");
        for (var i = 0; i < entries.Count; i++)
        {
            var (resources, providers) = (root.Index(i).Child("resources"), root.Index(i).Child("providers"));
            if (entries[i].Resources.Count == 0) errors.Required(resources, $"at least one {resources} is required");
            ValidateOverlap(entries[i].Resources, errors, resources);
            ValidateNames(entries[i].Resources, errors, resources);
            if (entries[i].Providers.Count == 0) errors.Required(providers, $"at least one {providers} is required");
            for (var j = 0; j < entries[i].Providers.Count; j++) ValidateProvider(entries[i].Providers[j], errors, providers.Index(j));
        }
    }

    private static void ValidateOverlap(IReadOnlyList<string> names, FieldErrors errors, FieldPath at)
    {
        var resources = names.Select(EncryptedResource.Parse).ToList();
        var shown = new JsonList(names);
        if (resources.Distinct().Count() < resources.Count) errors.Invalid(at, shown, "the same resource cannot be specified multiple times");
        if (resources.Any(resource => Overlaps(resource, resources.Where(other => other != resource))))
            errors.Invalid(at, shown, "using overlapping resources such as 'secrets' and '*.' in the same resource list is not allowed as they will be masked");
    }

    private static bool Overlaps(GroupResource resource, IEnumerable<GroupResource> others) =>
        resource == EncryptedResource.Any ? others.Any() : resource.Resource == "*" && others.Any(other => other.Group == resource.Group);

    private static void ValidateNames(IReadOnlyList<string> names, FieldErrors errors, FieldPath at)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (WhyNot(names[i]) is { } why) errors.Invalid(at.Index(i), names[i], why);
        }
    }

    private static string? WhyNot(string name)
    {
        if (name.Any(char.IsUpper)) return "resource name should not contain capital letters";
        if (name == "*") return "use '*.' to encrypt all the resources from core API group or *.* to encrypt all resources";
        if (name is "apiserveripinfo" or "serviceipallocations" or "servicenodeportallocations") return "resources which do not have REST API/s cannot be encrypted";
        return EncryptedResource.Parse(name) switch
        {
            { Group: "events.k8s.io" } => "'*.events.k8s.io' objects are stored using the 'events' API group in etcd. Use 'events' instead in the config file",
            { Group: "extensions" } => "'extensions' group has been removed and cannot be used for encryption",
            { Group: "*", Resource: not "*" } => "encrypting the same resource across groups is not supported",
            _ => null,
        };
    }

    private static void ValidateProvider(EncryptionProvider provider, FieldErrors errors, FieldPath at)
    {
        if (provider.Names.Count == 0) errors.Invalid(at, new JsonMap(), "provider does not contain any of the expected providers: KMS, AESGCM, AESCBC, Secretbox, Identity");
        else if (provider.Names.Count > 1) errors.Invalid(at, new JsonList(provider.Names), "more than one provider specified in a single element, should split into different list elements");
        else if (provider.Name == "kms") errors.Forbidden(at.Child("kms"), "KMS providers are not supported by this server");
        else if (provider.Name == "secretbox") ValidateKeys(provider.Keys, errors, at.Child("secretbox", "keys"), 32);
        else if (provider.Name != "identity") ValidateKeys(provider.Keys, errors, at.Child(provider.Name, "keys"), 16, 24, 32);
    }

    private static void ValidateKeys(IReadOnlyList<EncryptionKey> keys, FieldErrors errors, FieldPath at, params ReadOnlySpan<int> sizes)
    {
        if (keys.Count == 0) errors.Required(at, "at least one keys is required");
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, here) = (keys[i], at.Index(i));
            if (key.Name.Length == 0) errors.Required(here.Child("name"), "name is a mandatory field for a key");
            var secret = new byte[key.Secret.Length];
            if (key.Secret.Length == 0) errors.Required(here.Child("secret"), "secret is a mandatory field for a key");
            else if (!Convert.TryFromBase64String(key.Secret, secret, out var size)) errors.Invalid(here.Child("secret"), "REDACTED", "secrets must be base64 encoded");
            else if (!sizes.Contains(size)) errors.Invalid(here.Child("secret"), "REDACTED", $"secret is not of the expected length, got {size}, expected one of [{string.Join(' ', sizes.ToArray())}]");
        }
    }
}
