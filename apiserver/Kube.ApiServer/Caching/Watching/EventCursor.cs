using System.Diagnostics.CodeAnalysis;

namespace Kube.ApiServer.Caching.Watching;

/// <summary>
/// Reads the changes after one revision up to another, at the reader's pace and without copying them first: it keeps alive what it has
/// not read yet. For one thread.
/// </summary>
internal struct EventCursor(EventChunk? chunk, long after, long through)
{
    private EventChunk? _chunk = chunk;
    private int _next;

    public bool TryNext([NotNullWhen(true)] out WatchEvent? change)
    {
        while (_chunk is { } chunk)
        {
            if (_next == chunk.Count)
            {
                (_chunk, _next) = (chunk.Next, 0);
                continue;
            }

            change = chunk[_next++];
            if (change.Revision > through) _chunk = null;
            else if (change.Revision > after) return true;
        }

        change = null;
        return false;
    }
}
