namespace Kube.ApiServer.Storage;

/// <summary>A store with what goes with it; closed together.</summary>
/// <param name="Compactor">What compacts it, where it does not do so itself.</param>
/// <param name="Servers">Who shares it.</param>
internal sealed record OpenStore(IObjectStore Store, Compactor? Compactor, IServerLeases Servers) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Compactor is not null) await Compactor.DisposeAsync();
        await Store.DisposeAsync();
    }
}
