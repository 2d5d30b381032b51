namespace Kube.Machinery.Clients;

/// <summary>An answer that is still being written.</summary>
public sealed class ApiStream(HttpResponseMessage response, Stream body) : IDisposable
{
    public Stream Body { get; } = body;

    public void Dispose()
    {
        Body.Dispose();
        response.Dispose();
    }
}
