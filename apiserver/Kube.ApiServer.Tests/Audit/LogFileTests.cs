using System.IO.Compression;
using System.Text;
using Kube.ApiServer.Audit.Logs;
using Kube.ApiServer.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Audit;

public sealed class LogFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_FileWouldGrowTooLarge_GoesIntoANewOne()
    {
        await using (var log = Open(limit: 10))
        {
            log.Write(Line("one"));
            log.Write(Line("two"));
            log.Write(Line("three"));
        }

        Assert.Equal("three\n", Text("audit.log"));
        Assert.Equal("one\ntwo\n", Text("audit-2026-01-02T03-04-05.678.log"));
    }

    [Fact]
    public async Task Write_TwiceAsideInOneMoment_LosesNothing()
    {
        await using (var log = Open(limit: 5))
        {
            foreach (var word in (string[])["one", "two", "six"]) log.Write(Line(word));
        }

        Assert.Equal(["one\n", "two\n", "six\n"], [Text("audit-2026-01-02T03-04-05.678.log"), Text("audit-2026-01-02T03-04-05.679.log"), Text("audit.log")]);
    }

    [Fact]
    public async Task Write_FileIsThereAlready_GoesOn()
    {
        await using (var log = Open(limit: 100)) log.Write(Line("one"));
        await using (var log = Open(limit: 100)) log.Write(Line("two"));

        Assert.Equal("one\ntwo\n", Text("audit.log"));
    }

    [Fact]
    public async Task Write_LongerThanAFileMayBe_IsAnError()
    {
        await using var log = Open(limit: 4);

        var failure = Assert.Throws<IOException>(() => log.Write(Line("five")));

        Assert.Equal("write length 5 exceeds maximum file size 4", failure.Message);
    }

    [Fact]
    public async Task Write_NoLimit_PutsNothingAside()
    {
        await using (var log = Open(limit: 0, maxFiles: 1)) log.Write(Line(new string('x', 10_000)));

        Assert.Equal(["audit.log"], Names());
    }

    [Fact]
    public async Task Write_OldFileHasAMode_TheNextHasItToo()
    {
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        if (OperatingSystem.IsWindows()) return;
        await using (var log = Open(limit: 5))
        {
            log.Write(Line("one"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("audit.log")));
            File.SetUnixFileMode(_folder.File("audit.log"), readable);
            log.Write(Line("two"));
        }

        Assert.Equal(readable, File.GetUnixFileMode(_folder.File("audit.log")));
    }

    [Fact]
    public async Task CleanAsync_TooManyAndTooOld_DeletesThemAndNothingElse()
    {
        Put("audit-2026-01-02T03-00-00.000.log", "audit-2026-01-01T03-00-00.000.log.gz", "audit-2025-12-31T03-00-00.000.log", "audit-2025-12-01T03-00-00.000.log", "audit-notes.log", "other-2025-12-01T03-00-00.000.log");

        await Old(maxFiles: 3, maxAge: TimeSpan.FromDays(2)).CleanAsync(default);

        Assert.Equal(["audit-2026-01-01T03-00-00.000.log.gz", "audit-2026-01-02T03-00-00.000.log", "audit-notes.log", "other-2025-12-01T03-00-00.000.log"], Names());
    }

    [Fact]
    public async Task CleanAsync_Compress_PacksWhatIsPutAside()
    {
        Put("audit-2026-01-02T03-00-00.000.log");

        await Old(compress: true).CleanAsync(default);

        Assert.Equal(["audit-2026-01-02T03-00-00.000.log.gz"], Names());
        await using var unpacked = new GZipStream(File.OpenRead(_folder.File("audit-2026-01-02T03-00-00.000.log.gz")), CompressionMode.Decompress);
        Assert.Equal("old", await new StreamReader(unpacked).ReadToEndAsync());
    }

    [Fact]
    public async Task Write_BufferFull_LosesTheEventAndSaysSo()
    {
        var slow = new StuckLog();
        var buffered = new BufferedLog(slow, 1, _ => { });
        buffered.Write(Line("one"));
        await slow.Writing;
        buffered.Write(Line("two"));

        var failure = Assert.Throws<IOException>(() => buffered.Write(Line("three")));
        slow.Free();
        await buffered.DisposeAsync();

        Assert.Equal("audit buffer queue blocked", failure.Message);
        Assert.Equal(["one\n", "two\n"], slow.Written);
    }

    private LogFile Open(long limit, int maxFiles = 0) => new(_folder.File("audit.log"), limit, Old(maxFiles), _time);

    private OldLogFiles Old(int maxFiles = 0, TimeSpan maxAge = default, bool compress = false) =>
        new(_folder.File("audit.log"), maxFiles, maxAge, compress, _time, NullLogger<OldLogFiles>.Instance);

    private static ReadOnlyMemory<byte> Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private string Text(string name) => File.ReadAllText(_folder.File(name));

    private void Put(params string[] names)
    {
        foreach (var name in names) File.WriteAllText(_folder.File(name), "old");
    }

    private IEnumerable<string?> Names() => Directory.GetFiles(_folder.File("")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>A log that writes nothing until it is freed.</summary>
    private sealed class StuckLog : IAuditLog
    {
        private readonly ManualResetEventSlim _free = new();
        private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Written { get; } = [];

        public Task Writing => _writing.Task;

        public void Write(ReadOnlyMemory<byte> line)
        {
            _writing.TrySetResult();
            _free.Wait();
            Written.Add(Encoding.UTF8.GetString(line.Span));
        }

        public void Free() => _free.Set();

        public ValueTask DisposeAsync()
        {
            _free.Dispose();
            return default;
        }
    }
}
