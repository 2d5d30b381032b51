using System.Runtime.CompilerServices;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>A store whose followers can be kept waiting, as those of an etcd that is slow.</summary>
internal sealed class HeldChanges(IObjectStore inner) : IObjectStore
{
    private volatile TaskCompletionSource _free = Released();

    public void Hold() => _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _free.TrySetResult();

    public async IAsyncEnumerable<ChangeBatch> ChangesAsync(long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in inner.ChangesAsync(afterRevision, cancellationToken))
        {
            await _free.Task.WaitAsync(cancellationToken);
            yield return batch;
        }
    }

    public ValueTask<long> CurrentRevisionAsync(CancellationToken cancellationToken) => inner.CurrentRevisionAsync(cancellationToken);

    public ValueTask<WriteResult> WriteAsync(Write write, CancellationToken cancellationToken) => inner.WriteAsync(write, cancellationToken);

    public ValueTask<IReadOnlyList<WriteResult>> WriteAllAsync(IReadOnlyList<Write> writes, CancellationToken cancellationToken) => inner.WriteAllAsync(writes, cancellationToken);

    public ValueTask<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken) => inner.LoadAsync(receive, cancellationToken);

    public ValueTask CompactAsync(long revision, CancellationToken cancellationToken) => inner.CompactAsync(revision, cancellationToken);

    public ValueTask BackupAsync(string path, CancellationToken cancellationToken) => inner.BackupAsync(path, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource();
        released.SetResult();
        return released;
    }
}
