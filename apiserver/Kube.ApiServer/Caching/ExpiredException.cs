namespace Kube.ApiServer.Caching;

/// <summary>The revision asked for lies before the history that is kept: HTTP 410, in the words of the verb.</summary>
internal sealed class ExpiredException(long revision, long oldest)
    : Exception($"too old resource version: {revision} ({oldest})")
{
    public long Revision { get; } = revision;

    /// <summary>The oldest revision that could be served.</summary>
    public long Oldest { get; } = oldest;
}
