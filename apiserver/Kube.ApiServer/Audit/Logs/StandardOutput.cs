namespace Kube.ApiServer.Audit.Logs;

/// <summary><c>--audit-log-path=-</c>.</summary>
internal sealed class StandardOutput : IAuditLog
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Lock _lock = new();

    public void Write(ReadOnlyMemory<byte> line)
    {
        lock (_lock)
        {
            _output.Write(line.Span);
            _output.Flush();
        }
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();
}
