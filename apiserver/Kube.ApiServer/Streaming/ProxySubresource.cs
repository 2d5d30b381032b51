using System.Net.Security;
using System.Net.Sockets;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Verbs;
using Microsoft.AspNetCore.Http.Features;

namespace Kube.ApiServer.Streaming;

/// <summary><c>…/{name}/proxy/…</c>: any request, passed on to what the name stands for.</summary>
internal abstract class ProxySubresource : ConnectSubresource
{
    public override Verb Verbs => Verb.Create | Verb.Delete | Verb.Get | Verb.Patch | Verb.Update;

    public override async Task ConnectAsync(RequestScope scope)
    {
        var rest = ProxiedPath.Of(scope.Http.Features.Get<IHttpRequestFeature>()!.RawTarget, scope.Info);
        if (rest.Length == 0 || rest[0] == '?')
        {
            // Relative links of a page are right only below a slash.
            scope.Http.Response.StatusCode = 301;
            scope.Http.Response.Headers.Location = $"{scope.Info.Path}/{rest}";
            return;
        }
        await ForwardAsync(scope, ProxyName.Parse(scope.Info.Name), rest);
    }

    protected abstract Task ForwardAsync(RequestScope scope, ProxyName name, string pathAndQuery);

    /// <exception cref="StatusException">503 when nobody listens there.</exception>
    protected static async Task ToAddressAsync(RequestScope scope, string host, int port, bool tls, string pathAndQuery)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream connection;
        try
        {
            await socket.ConnectAsync(host, port, scope.Cancellation);
            connection = new NetworkStream(socket, ownsSocket: true);
            if (tls)
            {
                // Pods have certificates of their own making; upstream does not check them either.
#pragma warning disable CA5359
                var secured = new SslStream(connection, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, scope.Cancellation);
                connection = secured;
            }
        }
        catch (Exception failed) when (failed is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            var why = failed is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "connect: connection refused" : failed.Message;
            throw StatusException.ServiceUnavailable($"error trying to reach service: dial tcp {host}:{port}: {why}");
        }
        await BackendProxy.ForwardAsync(scope, connection, $"{host}:{port}", pathAndQuery);
    }
}
