using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Storage.Encryption.Configuration;

/// <summary>Makes the transformers of each resource a configuration names. Entries for the same resource add up, in their order.</summary>
internal static class TransformerFactory
{
    /// <exception cref="FormatException">An entry has no effect, because an earlier one already is for all its resource's objects.</exception>
    public static Dictionary<GroupResource, IValueTransformer> Create(IEnumerable<ResourceEncryption> entries)
    {
        var all = new Dictionary<GroupResource, List<PrefixTransformers.Entry>>();
        foreach (var entry in entries)
        {
            var providers = entry.Providers.Select(Provider).ToList();
            foreach (var resource in entry.Resources.Select(EncryptedResource.Parse))
            {
                foreach (var wider in (GroupResource[])[resource with { Resource = "*" }, EncryptedResource.Any])
                {
                    if (all.ContainsKey(wider))
                        throw new FormatException($"error while building transformers: resource \"{EncryptedResource.Name(resource)}\" is masked by earlier rule \"{EncryptedResource.Name(wider)}\"");
                }
                if (all.TryGetValue(resource, out var known)) known.AddRange(providers);
                else all.Add(resource, [.. providers]);
            }
        }
        return all.ToDictionary(pair => pair.Key, IValueTransformer (pair) => new PrefixTransformers("no matching prefix found", pair.Value));
    }

    private static PrefixTransformers.Entry Provider(EncryptionProvider provider) => provider.Name switch
    {
        "identity" => new PrefixTransformers.Entry("", IdentityTransformer.Instance),
        "aesgcm" => Keyed("k8s:enc:aesgcm:v1:", "AES", provider, secret => new AesGcmTransformer(secret)),
        "aescbc" => Keyed("k8s:enc:aescbc:v1:", "AES", provider, secret => new AesCbcTransformer(secret)),
        "secretbox" => Keyed("k8s:enc:secretbox:v1:", "Secretbox", provider, secret => new SecretboxTransformer(secret)),
        _ => throw new ArgumentException(provider.Name, nameof(provider)),
    };

    private static PrefixTransformers.Entry Keyed(string prefix, string cipher, EncryptionProvider provider, Func<byte[], IValueTransformer> transformer) =>
        new(prefix, new PrefixTransformers(
            $"no matching key was found for the provided {cipher} transformer",
            [.. provider.Keys.Select(key => new PrefixTransformers.Entry(key.Name + ":", transformer(Convert.FromBase64String(key.Secret))))]));
}
