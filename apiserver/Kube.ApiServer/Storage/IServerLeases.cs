namespace Kube.ApiServer.Storage;

/// <summary>
/// Which API servers share a store: each says now and then that it is there, and is forgotten when it does not. Upstream's
/// <c>pkg/controlplane/reconcilers.Leases</c>. Failures are <see cref="StoreException"/>s.
/// </summary>
internal interface IServerLeases
{
    /// <summary>Says that the server of an address is there, for a while.</summary>
    ValueTask RenewAsync(string address, CancellationToken cancellationToken);

    /// <summary>Says that it is gone.</summary>
    ValueTask RemoveAsync(string address, CancellationToken cancellationToken);

    /// <summary>The addresses of those that are there, each once, in order.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}
