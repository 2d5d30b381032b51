using k8s.Models;

namespace Kube.Machinery.Events;

/// <summary>Something that happened to an object, before it is known whether it is news.</summary>
internal readonly record struct RecordedEvent(V1ObjectReference Object, string Type, string Reason, string Message, DateTimeOffset At)
{
    /// <summary>What tells objects apart.</summary>
    public string Subject => $"{Object.Kind}\0{Object.NamespaceProperty}\0{Object.Name}\0{Object.Uid}\0{Object.ApiVersion}";

    /// <summary>What similar events share: all but the message.</summary>
    public string Family => $"{Subject}\0{Object.FieldPath}\0{Type}\0{Reason}";
}
