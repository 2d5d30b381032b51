namespace Kube.ApiServer.Storage;

/// <summary>
/// Where objects rest: one ordered history of writes, each with its own revision, durable before it is acknowledged.
/// </summary>
/// <remarks>
/// <para>Every method may be called from any thread, at any time until the store is disposed.</para>
/// <para>Values are an object's compact UTF-8 JSON <em>without</em> <c>metadata.resourceVersion</c>: that number is the revision of
/// the write (see <see cref="ObjectBytes"/>). The store never changes nor parses them; the caller must not change them afterwards.</para>
/// <para>Failures of the medium are <see cref="StoreException"/>s. A write that ends in one, or in a lost connection, may or may not
/// have happened; one that was acknowledged has.</para>
/// </remarks>
internal interface IObjectStore : IAsyncDisposable
{
    /// <summary>
    /// The revision of the newest write that was acknowledged before this call, or a newer one: what a linearizable read must
    /// have seen. At least 1, also for an empty store, since clients read "0" as "any". Never smaller than an earlier answer, over
    /// restarts too.
    /// </summary>
    ValueTask<long> CurrentRevisionAsync(CancellationToken cancellationToken);

    /// <summary>Whether a value rests in another form than it would be written in today: then also a write that changes nothing is worth making.</summary>
    bool IsStale(string key) => false;

    /// <summary>
    /// Commits one write if its expectation holds, and says how it ended once that is durable. The token is honoured until the write
    /// is under way; from then on its end is awaited.
    /// </summary>
    ValueTask<WriteResult> WriteAsync(Write write, CancellationToken cancellationToken);

    /// <summary>
    /// Commits all writes or none. The keys must be distinct. The results are in the writes' order: all
    /// <see cref="WriteOutcome.Committed"/>, or at least one that says why not, and <see cref="WriteOutcome.Abandoned"/> for those
    /// that would have succeeded.
    /// </summary>
    ValueTask<IReadOnlyList<WriteResult>> WriteAllAsync(IReadOnlyList<Write> writes, CancellationToken cancellationToken);

    /// <summary>
    /// Hands over the state as of the oldest revision after which history is whole, and returns that revision:
    /// <see cref="ChangesAsync"/> continues from there without a gap, which gives a starting cache the recent past to resume
    /// watches from. Changes come in any order of their revisions; a later one for the same key replaces the earlier.
    /// </summary>
    ValueTask<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken);

    /// <summary>
    /// Every change after a revision, in order, each once and without a gap: first from history, then as they commit. Ends only by
    /// cancellation or with an exception: <see cref="CompactedException"/> when that history is gone, before or, where the medium can be
    /// out of reach for long, meanwhile.
    /// </summary>
    IAsyncEnumerable<ChangeBatch> ChangesAsync(long afterRevision, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what was superseded at or before a revision; the state as of that revision and all changes after it stay.
    /// A revision already compacted is no error. Done in small steps between writes; returns when all are done.
    /// </summary>
    ValueTask CompactAsync(long revision, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a consistent copy of the store, as of a revision not older than this call, to a new file that appears only when it is
    /// whole and durable. Writes go on meanwhile.
    /// </summary>
    ValueTask BackupAsync(string path, CancellationToken cancellationToken);
}
