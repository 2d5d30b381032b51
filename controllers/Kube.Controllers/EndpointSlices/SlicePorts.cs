using k8s.Models;

namespace Kube.Controllers.EndpointSlices;

/// <summary>The ports of a slice, comparable: endpoints with equal ports share slices.</summary>
internal sealed class SlicePorts : IEquatable<SlicePorts>
{
    private readonly string _text;

    public SlicePorts(IEnumerable<Discoveryv1EndpointPort>? ports)
    {
        Ports = [.. (ports ?? []).OrderBy(port => port.Name, StringComparer.Ordinal).ThenBy(port => port.Port)];
        _text = string.Join(';', Ports.Select(port => $"{port.Name}/{port.Port}/{port.Protocol ?? "TCP"}/{port.AppProtocol}"));
    }

    public IReadOnlyList<Discoveryv1EndpointPort> Ports { get; }

    public bool Equals(SlicePorts? other) => other?._text == _text;

    public override bool Equals(object? obj) => Equals(obj as SlicePorts);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
