using System.Threading.Channels;

namespace Kube.Machinery.WorkQueues;

/// <summary>
/// A queue that holds each item once. An item added again while it is being worked on is handed out again after
/// <see cref="Done"/>, never to two workers at a time (client-go's <c>workqueue.Type</c>).
/// </summary>
public class WorkQueue<T>
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly Channel<T> _order = Channel.CreateUnbounded<T>();
    private readonly HashSet<T> _dirty = [];
    private readonly HashSet<T> _processing = [];

    /// <summary>The items waiting for a worker.</summary>
    public int Count => _order.Reader.Count;

    public void Add(T item)
    {
        lock (_gate)
        {
            if (_dirty.Add(item) && !_processing.Contains(item))
                _order.Writer.TryWrite(item);
        }
    }

    /// <summary>Waits for an item. Each one got must be given to <see cref="Done"/>.</summary>
    /// <exception cref="ChannelClosedException">The queue is closed and empty.</exception>
    public async ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var item = await _order.Reader.ReadAsync(cancellationToken);
        lock (_gate)
        {
            _processing.Add(item);
            _dirty.Remove(item);
        }
        return item;
    }

    public void Done(T item)
    {
        lock (_gate)
        {
            if (_processing.Remove(item) && _dirty.Contains(item))
                _order.Writer.TryWrite(item);
        }
    }

    /// <summary>Takes no more items from now on.</summary>
    public virtual void Close() => _order.Writer.TryComplete();
}
