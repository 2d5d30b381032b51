using System.Threading.Channels;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Hands committed batches to followers. A follower that falls behind by more than its buffer is cut off, and reads what it missed
/// from history instead: nobody is waited for.
/// </summary>
internal sealed class ChangeFeed(long published)
{
    private const int Buffer = 256;

    private readonly Lock _gate = new();
    private readonly List<Channel<ChangeBatch>> _followers = [];
    private long _published = published;

    public void Publish(ChangeBatch batch)
    {
        lock (_gate)
        {
            _published = batch.Revision;
            _followers.RemoveAll(follower => !follower.Writer.TryWrite(batch) && follower.Writer.TryComplete());
        }
    }

    /// <summary>A channel of all batches after the revision returned with it.</summary>
    public (Channel<ChangeBatch> Batches, long After) Follow()
    {
        var channel = Channel.CreateBounded<ChangeBatch>(new BoundedChannelOptions(Buffer) { SingleReader = true, SingleWriter = true });
        lock (_gate)
        {
            _followers.Add(channel);
            return (channel, _published);
        }
    }

    public void Leave(Channel<ChangeBatch> channel)
    {
        lock (_gate) _followers.Remove(channel);
    }

    /// <summary>Ends all followers.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var follower in _followers) follower.Writer.TryComplete(new StoreException("the store was closed"));
            _followers.Clear();
        }
    }
}
