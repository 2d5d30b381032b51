namespace Kube.Machinery.Events;

/// <summary>Merges events that differ only in their message, once ten of them came within ten minutes.</summary>
internal sealed class EventAggregator
{
    private const int MaxMessages = 10;
    private const int MaxFamilies = 4096;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (HashSet<string> Messages, DateTimeOffset At)> _families = new(StringComparer.Ordinal);

    /// <summary>The message to write, and the key under which equal events are counted.</summary>
    public (string Message, string Key) Aggregate(in RecordedEvent recorded)
    {
        if (_families.Count >= MaxFamilies)
            _families.Clear();
        var family = recorded.Family;
        var messages = _families.TryGetValue(family, out var known) && recorded.At - known.At <= Window ? known.Messages : [];
        messages.Add(recorded.Message);
        _families[family] = (messages, recorded.At);
        if (messages.Count < MaxMessages)
            return (recorded.Message, $"{family}\0{recorded.Message}");
        // Only that there are many matters from here on, so no more of them are kept.
        messages.Remove(messages.First());
        return ("(combined from similar events): " + recorded.Message, family);
    }
}
