namespace Kube.ApiServer.Audit.Logs;

/// <summary>
/// A file that is put aside under a dated name before it grows too large, as the lumberjack library does for upstream. Only its owner may read it,
/// unless its mode was changed, which later files keep. What is put aside is cleaned up in the background.
/// </summary>
internal sealed class LogFile : IAuditLog
{
    private readonly string _path;
    private readonly long _limit;
    private readonly TimeProvider _time;
    private readonly OldLogFiles? _old;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private FileStream? _file;
    private long _size;
    private bool _closed;
    private Task _cleaning = Task.CompletedTask;

    /// <param name="limit">Bytes a file may have; 0 for any, and then nothing is ever put aside.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public LogFile(string path, long limit, OldLogFiles old, TimeProvider time)
    {
        (_path, _limit, _time, _old) = (path, limit > 0 ? limit : long.MaxValue, time, limit > 0 ? old : null);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) PrivateFile.CreateFolder(folder);
        _file = Open();
        Clean();
    }

    public void Write(ReadOnlyMemory<byte> line)
    {
        if (line.Length > _limit) throw new IOException($"write length {line.Length} exceeds maximum file size {_limit}");
        lock (_lock)
        {
            if (_closed) throw new IOException($"write {_path}: file already closed");
            if (_size + line.Length > _limit) Rotate();
            _file ??= Open();
            try
            {
                _file.Write(line.Span);
            }
            catch (IOException)
            {
                Undo(_file);
                throw;
            }
            _size += line.Length;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
            _file?.Dispose();
        }
        await _closing.CancelAsync();
        await _cleaning;
        _closing.Dispose();
    }

    private FileStream Open(string? before = null)
    {
        var file = PrivateFile.OpenWrite(_path, FileMode.Append, like: before);
        _size = file.Length;
        return file;
    }

    private void Rotate()
    {
        _file?.Dispose();
        _file = null;
        string? before = null;
        if (File.Exists(_path)) File.Move(_path, before = OldLogFiles.FreeName(_path, _time.GetUtcNow()));
        _file = Open(before);
        Clean();
    }

    /// <summary>Half a line would spoil the next one.</summary>
    private void Undo(FileStream file)
    {
        _file = null;
        using (file) file.SetLength(_size);
    }

    private void Clean()
    {
        if (_old is null) return;
        var before = _cleaning;
        _cleaning = Task.Run(async () =>
        {
            await before;
            await _old.CleanAsync(_closing.Token);
        });
    }
}
