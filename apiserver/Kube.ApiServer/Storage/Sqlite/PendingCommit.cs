namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>Writes waiting for the writer, to be committed all or none; completes when their end is durable.</summary>
internal sealed class PendingCommit(IReadOnlyList<Write> writes)
    : TaskCompletionSource<WriteResult[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<Write> Writes { get; } = writes;

    /// <summary>How the writes end if the transaction they are in commits.</summary>
    public WriteResult[] Results { get; } = new WriteResult[writes.Count];
}
