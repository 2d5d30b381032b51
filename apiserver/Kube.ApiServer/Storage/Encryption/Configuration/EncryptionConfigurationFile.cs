using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Storage.Encryption.Configuration;

/// <summary>
/// Reads the file of <c>--encryption-provider-config</c>, with the checks and words of
/// <c>apiserver/pkg/server/options/encryptionconfig</c>. A field it does not know is an error: it might have been meant to encrypt.
/// </summary>
internal static class EncryptionConfigurationFile
{
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static IReadOnlyList<ResourceEncryption> Read(string path)
    {
        var data = Load(path);
        if (data.Length == 0) throw Failed($"error while loading file: encryption provider configuration file \"{path}\" is empty");
        var resources = Parse(path, data);
        var errors = new FieldErrors();
        EncryptionConfigurationValidation.Validate(resources, errors);
        return errors.Count == 0 ? resources : throw Failed(errors.Count == 1 ? errors.First().ToString() : $"[{string.Join(", ", errors)}]");
    }

    private static byte[] Load(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed($"error while loading file: error reading encryption provider configuration file \"{path}\": {failure.Message}");
        }
    }

    private static List<ResourceEncryption> Parse(string path, byte[] data)
    {
        try
        {
            if (YamlReader.Read(data) is not JsonMap file) throw new FormatException("couldn't get version/kind; json parse error");
            if (file.Text("apiVersion") != "apiserver.config.k8s.io/v1" || file.Text("kind") != "EncryptionConfiguration")
                throw new FormatException($"no kind \"{file.Text("kind")}\" is registered for version \"{file.Text("apiVersion")}\"");
            CheckFields(file, "", "apiVersion", "kind", "resources");
            return [.. Items(file, "resources", "").Select(entry => Resource(entry.Map, entry.At))];
        }
        catch (Exception failure) when (failure is StatusException or FormatException)
        {
            throw Failed($"error while loading file: error decoding encryption provider configuration file \"{path}\": {failure.Message}");
        }
    }

    private static ResourceEncryption Resource(JsonMap entry, string at)
    {
        CheckFields(entry, at, "resources", "providers");
        return new ResourceEncryption(entry.Strings("resources"), [.. Items(entry, "providers", at).Select(provider => Provider(provider.Map, provider.At))]);
    }

    private static EncryptionProvider Provider(JsonMap entry, string at)
    {
        CheckFields(entry, at, "aesgcm", "aescbc", "secretbox", "identity", "kms");
        var names = entry.Where(field => field.Value is not null).Select(field => field.Key).ToList();
        var keys = names.Where(name => name is not ("identity" or "kms")).SelectMany(name => Keys(entry.Part(name), $"{at}.{name}"));
        return new EncryptionProvider(names, [.. keys]);
    }

    private static IEnumerable<EncryptionKey> Keys(JsonMap provider, string at)
    {
        CheckFields(provider, at, "keys");
        foreach (var (key, here) in Items(provider, "keys", at))
        {
            CheckFields(key, here, "name", "secret");
            yield return new EncryptionKey(key.Text("name"), key.Text("secret"));
        }
    }

    private static IEnumerable<(JsonMap Map, string At)> Items(JsonMap parent, string field, string at)
    {
        var path = at.Length == 0 ? field : $"{at}.{field}";
        if (parent[field] is not (null or JsonList)) throw new FormatException($"json: cannot unmarshal into field {path} of type list");
        var index = 0;
        foreach (var item in parent.List(field) ?? [])
        {
            var here = $"{path}[{index++}]";
            yield return (item as JsonMap ?? throw new FormatException($"json: cannot unmarshal into field {here} of type object"), here);
        }
    }

    private static void CheckFields(JsonMap map, string at, params ReadOnlySpan<string> known)
    {
        foreach (var field in map.Keys)
        {
            if (!known.Contains(field)) throw new FormatException($"strict decoding error: unknown field \"{(at.Length == 0 ? field : $"{at}.{field}")}\"");
        }
    }

    private static FormatException Failed(string why) => new($"error while parsing file: {why}");
}
