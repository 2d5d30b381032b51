using System.Threading.Channels;

namespace Kube.ApiServer.Audit.Logs;

/// <summary>
/// Batch mode: requests only put their events into a bounded buffer, which one loop empties into the log. An event the buffer has no room for
/// is lost, and counted. What is in the buffer when the server ends is written still.
/// </summary>
internal sealed class BufferedLog : IAuditLog
{
    private readonly Channel<ReadOnlyMemory<byte>> _buffer;
    private readonly IAuditLog _log;
    private readonly Action<IOException> _lost;
    private readonly Task _writing;

    /// <param name="lost">Told of each event that could not be written after all.</param>
    public BufferedLog(IAuditLog log, int size, Action<IOException> lost)
    {
        (_log, _lost) = (log, lost);
        _buffer = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(size) { SingleReader = true });
        _writing = Task.Run(WriteAsync);
    }

    public void Write(ReadOnlyMemory<byte> line)
    {
        if (!_buffer.Writer.TryWrite(line)) throw new IOException("audit buffer queue blocked");
    }

    public async ValueTask DisposeAsync()
    {
        _buffer.Writer.TryComplete();
        await _writing;
        await _log.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        await foreach (var line in _buffer.Reader.ReadAllAsync())
        {
            try
            {
                _log.Write(line);
            }
            catch (IOException failure)
            {
                _lost(failure);
            }
        }
    }
}
