using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Validation;

namespace Kube.Machinery.Events;

/// <summary>Writes events: the first of its kind as a new Event, repetitions as a higher count of the same one.</summary>
internal sealed class EventWriter(ApiClient client, V1EventSource source)
{
    private const int MaxKnown = 4096;

    private readonly ResourceClient<Corev1Event> _events = new(client, new ResourceType("", "v1", "events", "Event"));
    private readonly EventSpamFilter _filter = new();
    private readonly EventAggregator _aggregator = new();
    private readonly Dictionary<string, Corev1Event> _known = new(StringComparer.Ordinal);

    public async Task WriteAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        var (message, key) = _aggregator.Aggregate(recorded);
        if (!_filter.Admit(recorded))
            return;
        if (_known.Count >= MaxKnown)
            _known.Clear();
        _known[key] = (_known.TryGetValue(key, out var earlier) ? await RepeatAsync(earlier, message, recorded.At, cancellationToken) : null)
            ?? await _events.CreateAsync(NewEvent(recorded, message), cancellationToken);
    }

    /// <summary>Counts one more; null when the Event has expired meanwhile.</summary>
    private async Task<Corev1Event?> RepeatAsync(Corev1Event earlier, string message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var patch = new Corev1Event
        {
            Count = (earlier.Count ?? 1) + 1,
            LastTimestamp = ApiTime.Seconds(at),
            Message = message,
        };
        try
        {
            return await _events.PatchAsync(ObjectKey.Of(earlier), PatchTypes.StrategicMerge, ModelJson.Serialize(patch), cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            return null;
        }
    }

    private Corev1Event NewEvent(in RecordedEvent recorded, string message)
    {
        var time = ApiTime.Seconds(recorded.At);
        return new Corev1Event
        {
            Metadata = new V1ObjectMeta
            {
                Name = NameOf(recorded),
                NamespaceProperty = string.IsNullOrEmpty(recorded.Object.NamespaceProperty) ? "default" : recorded.Object.NamespaceProperty,
            },
            InvolvedObject = recorded.Object,
            Type = recorded.Type,
            Reason = recorded.Reason,
            Message = message,
            Source = source,
            ReportingComponent = source.Component,
            ReportingInstance = source.Host ?? "",
            FirstTimestamp = time,
            LastTimestamp = time,
            Count = 1,
        };
    }

    private static string NameOf(in RecordedEvent recorded)
    {
        var nanoseconds = (recorded.At - DateTimeOffset.UnixEpoch).Ticks * 100;
        var name = $"{recorded.Object.Name}.{nanoseconds:x}";
        return name.Length <= DnsNames.SubdomainMaxLength ? name : $"event.{Guid.NewGuid()}";
    }
}
