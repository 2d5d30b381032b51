using System.Collections.Concurrent;
using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// Which transformer is for the objects below a key: that of their resource, else that of their group (<c>*.apps</c>), else that of all
/// (<c>*.*</c>), else they are stored as they are.
/// </summary>
/// <param name="transformers">By resource, "*" standing for any.</param>
/// <param name="prefixes">The built-in resources by what their keys begin with; a custom resource's key names its group and itself.</param>
internal sealed class ResourceTransformers(IReadOnlyDictionary<GroupResource, IValueTransformer> transformers, IReadOnlyDictionary<string, GroupResource> prefixes)
{
    private readonly ConcurrentDictionary<string, IValueTransformer> _known = new(StringComparer.Ordinal);

    public IValueTransformer For(string key)
    {
        var first = End(key, StoreKey.Root.Length);
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key.AsSpan(0, first), out var transformer)) return transformer;
        if (prefixes.TryGetValue(key[..first], out var resource)) return _known[key[..first]] = For(resource);
        var second = End(key, first);
        return known.TryGetValue(key.AsSpan(0, second), out transformer) ? transformer : _known[key[..second]] = For(Resource(key[..second], first));
    }

    public IValueTransformer For(GroupResource resource) =>
        transformers.GetValueOrDefault(resource)
        ?? transformers.GetValueOrDefault(resource with { Resource = "*" })
        ?? transformers.GetValueOrDefault(new GroupResource("*", "*"))
        ?? IdentityTransformer.Instance;

    private GroupResource Resource(string prefix, int middle) =>
        prefixes.TryGetValue(prefix, out var resource) ? resource : new GroupResource(prefix[StoreKey.Root.Length..(middle - 1)], prefix[middle..].TrimEnd('/'));

    private static int End(string key, int start)
    {
        var slash = key.IndexOf('/', Math.Min(start, key.Length));
        return slash < 0 ? key.Length : slash + 1;
    }
}
