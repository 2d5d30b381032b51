using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>
/// The process the crash test kills: writers that create, update and delete without end, and a follower. What is acknowledged or
/// published is told to the parent, one line each, at once.
/// </summary>
internal static class CrashingWriter
{
    private const int Writers = 16;
    private const int KeysPerWriter = 5;

    /// <summary>So large that the log is copied back in most lives of this process, which may end in the midst of that.</summary>
    private static readonly string Padding = new('x', 12 << 10);

    public static async Task Main(string[] args)
    {
        await using var store = SqliteStore.Open(args[0]);
        var output = Console.OpenStandardOutput();
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        var loaded = await store.LoadAsync(change => Note(known, change), default);
        var current = await store.CurrentRevisionAsync(default);
        if (loaded < current)
        {
            await foreach (var batch in store.ChangesAsync(loaded, default))
            {
                foreach (var change in batch.Changes) Note(known, change);
                if (batch.Revision >= current) break;
            }
        }

        var tasks = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, writer, known, output)));
        await Task.WhenAll(tasks.Append(Task.Run(() => FollowAsync(store, current, output))));
    }

    private static void Note(Dictionary<string, long> known, StoredChange change)
    {
        if (change.IsDelete) known.Remove(change.Key);
        else known[change.Key] = change.Revision;
    }

    private static async Task WriteAsync(SqliteStore store, int writer, Dictionary<string, long> known, Stream output)
    {
        var revisions = Enumerable.Range(0, KeysPerWriter)
            .Select(i => known.GetValueOrDefault(Objects.Key($"pod-{writer}-{i}"))).ToArray();
        for (var i = 0; ; i = (i + 1) % KeysPerWriter)
        {
            var key = Objects.Key($"pod-{writer}-{i}");
            var value = Objects.Pod($"pod-{writer}-{i}", app: $"after-{revisions[i]}-{Padding}");
            var isDelete = revisions[i] % 3 == 2;
            var write = revisions[i] == 0 ? Write.Create(key, value)
                : isDelete ? Write.Delete(key, revisions[i])
                : Write.Update(key, value, revisions[i]);
            var result = await store.WriteAsync(write, default);
            Tell(output, $"acknowledged {result.Outcome} {result.Revision} {key} {(isDelete ? 0 : value.Length)}");
            revisions[i] = isDelete ? 0 : result.Revision;
        }
    }

    private static async Task FollowAsync(SqliteStore store, long after, Stream output)
    {
        await foreach (var batch in store.ChangesAsync(after, default))
        {
            foreach (var change in batch.Changes) Tell(output, $"published Committed {change.Revision} {change.Key} {change.Value.Length}");
        }
    }

    private static void Tell(Stream output, string line)
    {
        lock (output) output.Write(System.Text.Encoding.ASCII.GetBytes(line + "\n"));
    }
}
