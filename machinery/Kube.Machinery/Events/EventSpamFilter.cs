namespace Kube.Machinery.Events;

/// <summary>Lets through 25 events of an object at once and then one each five minutes.</summary>
internal sealed class EventSpamFilter
{
    private const double Burst = 25;
    private const double PerSecond = 1.0 / 300;
    private const int MaxSubjects = 4096;

    private readonly Dictionary<string, (double Tokens, DateTimeOffset At)> _buckets = new(StringComparer.Ordinal);

    public bool Admit(in RecordedEvent recorded)
    {
        if (_buckets.Count >= MaxSubjects)
            _buckets.Clear();
        var subject = recorded.Subject;
        var tokens = Burst;
        if (_buckets.TryGetValue(subject, out var bucket))
            tokens = Math.Min(Burst, bucket.Tokens + ((recorded.At - bucket.At).TotalSeconds * PerSecond));
        var admitted = tokens >= 1;
        _buckets[subject] = (admitted ? tokens - 1 : tokens, recorded.At);
        return admitted;
    }
}
