namespace Kube.ApiServer.Caching;

/// <summary>Why a watch ended.</summary>
internal enum WatchEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>Its reader cancelled or disposed it.</summary>
    Cancelled,

    /// <summary>Its reader fell behind by more than the buffer: the client is told 410 Expired.</summary>
    TooSlow,

    /// <summary>The resource is no longer served, or is served otherwise; what was buffered is still read.</summary>
    Closed,
}
