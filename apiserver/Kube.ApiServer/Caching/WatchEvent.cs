namespace Kube.ApiServer.Caching;

/// <summary>One change of one object, shared by all who watch it and by the history.</summary>
/// <param name="revision">The write that caused it.</param>
/// <param name="previous">The state before; null when the object was created.</param>
/// <param name="current">The state since; null when the object was deleted.</param>
internal sealed class WatchEvent(long revision, CachedObject? previous, CachedObject? current)
{
    private CachedObject? _departed;

    public long Revision { get; } = revision;

    public CachedObject? Previous { get; } = previous;

    public CachedObject? Current { get; } = current;

    public ObjectKey Key => (Current ?? Previous!).Key;

    /// <summary>
    /// What a watcher is shown for whom the object is gone, because it was deleted or left the selector: the state before, with the
    /// resourceVersion of this event. Made once.
    /// </summary>
    public CachedObject Departed
    {
        get
        {
            if (_departed is { } departed) return departed;
            departed = Previous!.At(Revision);
            return Interlocked.CompareExchange(ref _departed, departed, null) ?? departed;
        }
    }
}
