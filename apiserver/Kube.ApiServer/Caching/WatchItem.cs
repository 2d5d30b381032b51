using System.Buffers;

namespace Kube.ApiServer.Caching;

/// <summary>What one watcher is told next.</summary>
/// <param name="Type">As this watcher sees it, given its selectors.</param>
/// <param name="Revision">What the watcher has seen once it has this.</param>
/// <param name="Object">The state to show; null for a bookmark, which shows an empty object of the kind with the revision.</param>
/// <param name="Previous">The state this watcher saw before, if any.</param>
/// <param name="EndsInitialEvents">
/// A bookmark that says all initial events were sent, to be annotated <c>k8s.io/initial-events-end: "true"</c> if the client asked with
/// sendInitialEvents, and otherwise not to be shown.
/// </param>
internal readonly record struct WatchItem(
    WatchEventType Type, long Revision, CachedObject? Object, CachedObject? Previous = null, bool EndsInitialEvents = false)
{
    /// <summary>Writes the event as a line of a JSON watch: the shared bytes of the object in their frame. Not for bookmarks.</summary>
    public void WriteFrame(IBufferWriter<byte> output)
    {
        output.Write(Type switch
        {
            WatchEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            WatchEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            WatchEventType.Deleted => "{\"type\":\"DELETED\",\"object\":"u8,
            _ => throw new InvalidOperationException("A bookmark's object is made by the handler."),
        });
        output.Write(Object!.Json.Span);
        output.Write("}\n"u8);
    }
}
