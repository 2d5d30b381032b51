namespace Kube.ApiServer.Storage;

/// <summary>A store and what compacts it, where it does not do so itself; closed together.</summary>
internal sealed record OpenStore(IObjectStore Store, Compactor? Compactor) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Compactor is not null) await Compactor.DisposeAsync();
        await Store.DisposeAsync();
    }
}
