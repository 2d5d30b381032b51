using System.Globalization;
using System.IO.Compression;

namespace Kube.ApiServer.Audit.Logs;

/// <summary>
/// The files put aside beside a log: <c>audit-2006-01-02T15-04-05.000.log</c> beside <c>audit.log</c>, with <c>.gz</c> once compressed. Files
/// of other names are nobody's business here.
/// </summary>
/// <param name="maxFiles">How many are kept; 0 for all.</param>
/// <param name="maxAge">How long they are kept; zero for ever.</param>
internal sealed partial class OldLogFiles(string path, int maxFiles, TimeSpan maxAge, bool compress, TimeProvider time, ILogger<OldLogFiles> log)
{
    private const string Layout = "yyyy-MM-dd'T'HH-mm-ss'.'fff";
    private const string Compressed = ".gz";

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly string _prefix = Path.GetFileNameWithoutExtension(path) + "-";
    private readonly string _extension = Path.GetExtension(path);

    /// <summary>The name for a file put aside now; a later moment where that is taken.</summary>
    public static string FreeName(string path, DateTimeOffset now)
    {
        while (true)
        {
            var name = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-{now.UtcDateTime.ToString(Layout, CultureInfo.InvariantCulture)}{Path.GetExtension(path)}");
            if (!File.Exists(name) && !File.Exists(name + Compressed)) return name;
            now = now.AddMilliseconds(1);
        }
    }

    /// <summary>Deletes what is too many or too old, and compresses the rest if that is wanted. Never throws: what fails is tried again next time.</summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var file in Unwanted()) File.Delete(file);
            if (!compress) return;
            foreach (var (file, _) in Find().Where(old => !old.File.EndsWith(Compressed, StringComparison.Ordinal))) await CompressAsync(file, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFailure(log, path, failure);
        }
    }

    private List<string> Unwanted()
    {
        var oldest = maxAge > TimeSpan.Zero ? time.GetUtcNow().UtcDateTime - maxAge : DateTime.MinValue;
        return [.. Find().Where((old, index) => (maxFiles > 0 && index >= maxFiles) || old.Put < oldest).Select(old => old.File)];
    }

    /// <summary>The newest first.</summary>
    private List<(string File, DateTime Put)> Find()
    {
        var found = new List<(string File, DateTime Put)>();
        foreach (var file in Directory.EnumerateFiles(_folder, _prefix + "*"))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(Compressed, StringComparison.Ordinal)) name = name[..^Compressed.Length];
            if (!name.EndsWith(_extension, StringComparison.Ordinal) || name.Length <= _prefix.Length + _extension.Length) continue;
            if (DateTime.TryParseExact(name[_prefix.Length..^_extension.Length], Layout, CultureInfo.InvariantCulture, DateTimeStyles.None, out var put)) found.Add((file, put));
        }
        return [.. found.OrderByDescending(old => old.Put)];
    }

    /// <summary>A file is complete under its compressed name, or not there under it.</summary>
    private static async Task CompressAsync(string file, CancellationToken cancellation)
    {
        var unfinished = file + ".tmp";
        try
        {
            await using (var source = File.OpenRead(file))
            await using (var target = PrivateFile.OpenWrite(unfinished, FileMode.Create, like: file))
            await using (var packed = new GZipStream(target, CompressionLevel.Optimal))
            {
                await source.CopyToAsync(packed, cancellation);
            }
            File.Move(unfinished, file + Compressed, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        File.Delete(file);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Cleaning up the old files of audit log {Path} failed")]
    private static partial void LogFailure(ILogger log, string path, Exception failure);
}
