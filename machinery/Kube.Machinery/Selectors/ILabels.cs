using System.Diagnostics.CodeAnalysis;

namespace Kube.Machinery.Selectors;

/// <summary>Labels to match. Implement it as a struct: matching is generic over it and allocates nothing.</summary>
public interface ILabels
{
    bool TryGet(string key, [MaybeNullWhen(false)] out string value);
}
