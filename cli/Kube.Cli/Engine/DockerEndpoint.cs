using System.Net.Sockets;

namespace Kube.Cli.Engine;

/// <summary>Where the Docker engine listens: what <c>DOCKER_HOST</c> names, else <c>/var/run/docker.sock</c>.</summary>
internal sealed record DockerEndpoint(string Name, Uri BaseAddress, string? Socket)
{
    public const string DefaultSocket = "/var/run/docker.sock";

    private const string UnixScheme = "unix://";

    public static DockerEndpoint FromEnvironment() => Parse(Environment.GetEnvironmentVariable("DOCKER_HOST"));

    /// <exception cref="KubeException">The engine would have to be reached in a way that is not supported.</exception>
    public static DockerEndpoint Parse(string? dockerHost)
    {
        var host = string.IsNullOrEmpty(dockerHost) ? UnixScheme + DefaultSocket : dockerHost;
        if (host.StartsWith(UnixScheme, StringComparison.Ordinal))
            return new DockerEndpoint(host, new Uri("http://docker"), host[UnixScheme.Length..]);
        if (Uri.TryCreate(host, UriKind.Absolute, out var uri) && uri.Scheme is "tcp" or "http")
            return new DockerEndpoint(host, new UriBuilder(Uri.UriSchemeHttp, uri.Host, uri.Port).Uri, null);
        throw new KubeException($"DOCKER_HOST={host} is not supported: use unix:///PATH or tcp://HOST:PORT, or --runtime simulated.");
    }

    public HttpClient CreateClient() => new(new SocketsHttpHandler { ConnectCallback = Socket is null ? null : ConnectAsync })
    {
        BaseAddress = BaseAddress,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket!), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
