using System.Diagnostics.CodeAnalysis;

namespace Kube.Machinery.Selectors;

internal readonly struct LabelDictionary(IDictionary<string, string>? labels) : ILabels
{
    public bool TryGet(string key, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        return labels is not null && labels.TryGetValue(key, out value);
    }
}
