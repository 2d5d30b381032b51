using System.Buffers.Binary;
using System.Net;
using System.Text;
using k8s.Models;

namespace Kube.Kubelet.Probes;

/// <summary>Calls <c>grpc.health.v1.Health/Check</c> without TLS. The two messages are small enough to write by hand.</summary>
internal sealed class GrpcProbe : IProbeHandler
{
    private const int Serving = 1;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    { Timeout = Timeout.InfiniteTimeSpan };

    private static readonly string[] Names = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

    public bool Supports(V1Probe probe) => probe.Grpc is not null;

    public async Task<ProbeOutcome> ProbeAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        var address = $"{target.Ip}:{probe.Grpc.Port}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Request(probe.Grpc.Service ?? "")) { Headers = { { "Content-Type", "application/grpc" } } },
        };
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        try
        {
            using var response = await Client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var code = Header(response.TrailingHeaders, "grpc-status") ?? Header(response.Headers, "grpc-status") ?? "0";
            if (code != "0")
                return new ProbeOutcome(false, $"error: health rpc probe failed: rpc error: code = {code}");
            var status = Status(body);
            return status == Serving
                ? new ProbeOutcome(true, "service healthy")
                : new ProbeOutcome(false, $"service unhealthy (responded with \"{Names[Math.Clamp(status, 0, Names.Length - 1)]}\")");
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome(false, $"timeout: health rpc did not complete within {probe.TimeoutSeconds ?? 1}s");
        }
        catch (HttpRequestException e)
        {
            return new ProbeOutcome(false, $"error: failed to connect service at \"{address}\": {e.Message}");
        }
    }

    /// <summary>A length-prefixed HealthCheckRequest: field 1, the service's name.</summary>
    private static byte[] Request(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        byte[] message = name.Length == 0 ? [] : [0x0A, (byte)name.Length, .. name];
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>Field 1 of a HealthCheckResponse, zero when absent.</summary>
    private static int Status(byte[] frame) => frame is [_, _, _, _, _, 0x08, var status, ..] ? status : 0;

    private static string? Header(System.Net.Http.Headers.HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
