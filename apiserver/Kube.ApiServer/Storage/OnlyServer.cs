namespace Kube.ApiServer.Storage;

/// <summary>The one API server of a store that no other can use. It counts as there also while it is not running.</summary>
internal sealed class OnlyServer : IServerLeases
{
    private string? _address;

    public ValueTask RenewAsync(string address, CancellationToken cancellationToken)
    {
        _address = address;
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(string address, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => new(_address is { } own ? [own] : []);
}
