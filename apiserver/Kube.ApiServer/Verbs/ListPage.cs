using Kube.ApiServer.Caching;

namespace Kube.ApiServer.Verbs;

/// <summary>Part of a list, as of one revision.</summary>
/// <param name="Revision">0 for objects that are not stored.</param>
internal sealed record ListPage(long Revision, IReadOnlyList<CachedObject> Items)
{
    /// <summary>Where the next page starts; null on the last.</summary>
    public string? Continue { get; init; }

    /// <summary>How many follow this page; null when that is not known.</summary>
    public long? Remaining { get; init; }
}
