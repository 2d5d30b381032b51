namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>Rows of history that nobody needs once the write that superseded them is compacted, in the order they may go.</summary>
internal sealed class Garbage
{
    private readonly Queue<(long SupersededBy, long Revision)> _rows = new();

    /// <summary>Notes what a committed write leaves behind: the row it superseded, and its own if it removed the key.</summary>
    public void Add(long revision, long superseded, bool isDelete)
    {
        if (superseded != 0) _rows.Enqueue((revision, superseded));
        if (isDelete) _rows.Enqueue((revision, revision));
    }

    /// <summary>The first rows that may go when everything up to a revision is compacted.</summary>
    public List<long> Due(long compacted, int limit) =>
        [.. _rows.TakeWhile(row => row.SupersededBy <= compacted).Take(limit).Select(row => row.Revision)];

    /// <summary>Forgets the first rows, which are gone from the disk.</summary>
    public void Forget(int count)
    {
        for (; count > 0; count--) _rows.Dequeue();
    }
}
