using System.Text;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// Several transformers, told apart by what the stored value begins with: the first one writes, all read. They can be nested, as the
/// keys of a provider are in the providers of a resource.
/// </summary>
/// <param name="noMatch">What to say of a value none of them wrote.</param>
internal sealed class PrefixTransformers(string noMatch, IReadOnlyList<PrefixTransformers.Entry> entries) : IValueTransformer
{
    public byte[] ToStorage(ReadOnlySpan<byte> value, string key) => [.. entries[0].Prefix, .. entries[0].Transformer.ToStorage(value, key)];

    public ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale)
    {
        var failures = new List<string>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (prefix, transformer) = entries[i];
            if (!stored.Span.StartsWith(prefix)) continue;
            try
            {
                var value = transformer.FromStorage(stored[prefix.Length..], key, out isStale);
                isStale |= i > 0;
                return value;
            }
            catch (TransformException failure)
            {
                // Another entry with the same prefix may hold the right key; one without a prefix is for plain values only.
                if (prefix.Length > 0) failures.Add(failure.Message);
            }
        }
        throw new TransformException(failures.Distinct().ToList() switch
        {
            [] => noMatch,
            [var only] => only,
            var all => $"[{string.Join(", ", all)}]",
        });
    }

    internal readonly record struct Entry(byte[] Prefix, IValueTransformer Transformer)
    {
        public Entry(string prefix, IValueTransformer transformer)
            : this(Encoding.UTF8.GetBytes(prefix), transformer)
        {
        }
    }
}
