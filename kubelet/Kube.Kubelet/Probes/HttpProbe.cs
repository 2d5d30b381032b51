using System.Net.Sockets;
using System.Text;
using k8s.Models;

namespace Kube.Kubelet.Probes;

internal sealed class HttpProbe : IProbeHandler
{
    private const int MaxBody = 10 * 1024;

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero, // each probe must find the server as a new client would
#pragma warning disable CA5359 // As documented, probes do not verify certificates.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public bool Supports(V1Probe probe) => probe.HttpGet is not null;

    public async Task<ProbeOutcome> ProbeAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var (code, body) = await SendAsync(probe.HttpGet, target.Container, target.Ip, cancellationToken);
            return code is >= 200 and < 400 ? new ProbeOutcome(true, body) : new ProbeOutcome(false, $"HTTP probe failed with statuscode: {code}");
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome(false, $"Get \"{Address(probe.HttpGet, target.Container, target.Ip)}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException e)
        {
            var address = Address(probe.HttpGet, target.Container, target.Ip);
            return new ProbeOutcome(false, $"Get \"{address}\": {TcpProbe.Explain(e.InnerException as SocketException, address.Authority) ?? e.Message}");
        }
    }

    public static async Task<(int Code, string Body)> SendAsync(V1HTTPGetAction action, V1Container container, string ip, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(action, container, ip));
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.ConnectionClose = true;
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.Remove(header.Name);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = new byte[MaxBody];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(body, MaxBody, throwOnEndOfStream: false, cancellationToken);
        return ((int)response.StatusCode, Encoding.UTF8.GetString(body, 0, length));
    }

    private static Uri Address(V1HTTPGetAction action, V1Container container, string ip)
    {
        var host = string.IsNullOrEmpty(action.Host) ? ip : action.Host;
        var path = action.Path is { Length: > 0 } given ? given : "/";
        return new Uri($"{(action.Scheme ?? "HTTP").ToLowerInvariant()}://{(host.Contains(':') ? $"[{host}]" : host)}:{ContainerPorts.Find(container, action.Port)}{(path[0] == '/' ? "" : "/")}{path}");
    }
}
