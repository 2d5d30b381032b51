namespace Kube.ApiServer.Audit.Logs;

/// <summary>Where events go, one whole line each. Called by many requests at once.</summary>
internal interface IAuditLog : IAsyncDisposable
{
    /// <param name="line">With its end of line; not changed after the call.</param>
    /// <exception cref="IOException">It could not be written; nothing of it is there.</exception>
    void Write(ReadOnlyMemory<byte> line);
}
