using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

public sealed class CheckpointsTests : IDisposable
{
    private const int Writers = 32;
    private const int EachWrites = 64;
    private const int ValueBytes = 64 << 10;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task WriteAsync_MoreThanTheLogMayHold_LogIsBegunAnewAndNothingIsLost()
    {
        var path = _folder.File("kube.db");
        await using (var store = SqliteStore.Open(path))
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < EachWrites; i++)
                {
                    var result = await store.WriteAsync(Write.Create(Key(writer, i), Value(writer, i)), default);
                    Assert.True(result.Committed);
                }
            })));

            // 128 MB went through it. The copying waits for nobody, but the writer for the copying at 64 MB.
            Assert.InRange(new FileInfo(path + "-wal").Length, 1, 80 << 20);
        }

        await using var reopened = SqliteStore.Open(path);
        var found = new Dictionary<string, ReadOnlyMemory<byte>>();
        await reopened.LoadAsync(change => found[change.Key] = change.Value, default);
        await foreach (var batch in reopened.ChangesAsync(1, default))
        {
            foreach (var change in batch.Changes) found[change.Key] = change.Value;
            if (batch.Revision >= await reopened.CurrentRevisionAsync(default)) break;
        }
        Assert.Equal(Writers * EachWrites, found.Count);
        Assert.All(found, pair => Assert.Equal(ValueBytes, pair.Value.Length));
        Assert.Equal(Value(3, 7), found[Key(3, 7)].ToArray());
    }

    public void Dispose() => _folder.Dispose();

    private static string Key(int writer, int number) => $"/registry/things/{writer}/{number}";

    private static byte[] Value(int writer, int number)
    {
        var value = new byte[ValueBytes];
        Array.Fill(value, (byte)(1 + ((writer + number) % 255)));
        return value;
    }
}
