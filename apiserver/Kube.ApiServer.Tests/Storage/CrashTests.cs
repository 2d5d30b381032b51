using System.Diagnostics;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>Kills a process under writers, again and again on the same database: nothing acknowledged or published is lost or changed.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 8;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<long, string> _told = [];

    private string Path => _folder.File("kube.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_UnderWriters_LosesNothingAcknowledged()
    {
        var random = new Random(20261122);
        for (var round = 0; round < Rounds; round++)
        {
            await WriteAndKillAsync(lines: random.Next(500, 4000));
            await VerifyAsync();
        }
    }

    private async Task WriteAndKillAsync(int lines)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(CrashTests).Assembly.Location);
        start.ArgumentList.Add(Path);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var stopped = patience.Token.Register(process.Kill);
        var count = 0;
        string? previous = null;
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            // A line is whole when another follows: the kill may cut the last one short.
            if (previous is not null) Told(previous.Split(' '));
            previous = line;
            if (++count == lines) process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(count >= lines, $"the writer ended by itself after {count} lines");
    }

    private void Told(string[] parts)
    {
        Assert.Equal("Committed", parts[1]);
        var (revision, what) = (long.Parse(parts[2]), $"{parts[3]} {parts[4]}");
        if (!_told.TryAdd(revision, what)) Assert.Equal(_told[revision], what);
    }

    private async Task VerifyAsync()
    {
        await using var store = SqliteStore.Open(Path);
        var current = await store.CurrentRevisionAsync(default);
        var stored = new Dictionary<long, string>();
        var last = StoreContext.FirstRevision;
        await foreach (var batch in store.ChangesAsync(last, default))
        {
            foreach (var change in batch.Changes)
            {
                Assert.Equal(last + 1, change.Revision);
                last = change.Revision;
                stored.Add(last, $"{change.Key} {change.Value.Length}");
            }

            if (batch.Revision >= current) break;
        }

        Assert.Equal(current, last);
        Assert.InRange(_told.Count, 100, stored.Count);
        foreach (var (revision, what) in _told) Assert.Equal(what, stored[revision]);
    }
}
