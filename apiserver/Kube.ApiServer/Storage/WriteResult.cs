namespace Kube.ApiServer.Storage;

/// <summary>How a write ended.</summary>
/// <param name="Outcome">Whether it committed, or why not.</param>
/// <param name="Revision">
/// The write's own revision when it committed; otherwise that of the key's current state, 0 when there is none. A caller that wants to
/// try again reads the state from the cache at a revision not older than this.
/// </param>
internal readonly record struct WriteResult(WriteOutcome Outcome, long Revision)
{
    public bool Committed => Outcome == WriteOutcome.Committed;
}
