using System.Diagnostics.CodeAnalysis;

namespace Kube.ApiServer.Caching;

/// <summary>An object's labels: keys and values in turn, sorted by key in ordinal order.</summary>
internal readonly struct LabelSet(string[] pairs) : IEquatable<LabelSet>
{
    private readonly string[]? _pairs = pairs;

    public int Count => (_pairs?.Length ?? 0) / 2;

    public KeyValuePair<string, string> this[int index] => new(_pairs![2 * index], _pairs[(2 * index) + 1]);

    public bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
    {
        // A handful of labels is usual: a scan beats a search.
        for (var i = 0; i < Count; i++)
        {
            if (_pairs![2 * i] != key) continue;
            value = _pairs[(2 * i) + 1];
            return true;
        }

        value = null;
        return false;
    }

    public bool Equals(LabelSet other) => _pairs.AsSpan().SequenceEqual(other._pairs);

    public override bool Equals(object? obj) => obj is LabelSet other && Equals(other);

    public override int GetHashCode() => Count;
}
