using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Benchmarks.Limits;

/// <summary>What no server in .NET on this machine can beat: one that sends bytes it has, or commits bytes it gets, and does nothing else.</summary>
internal static class LimitServer
{
    public static async Task RunAsync(int port, string folder, CancellationToken cancellation)
    {
        await using var commits = new GroupCommit(Path.Combine(folder, "limit.db"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(Certificate()));
        });
        await using var app = builder.Build();
        byte[] bytes = [];
        app.Run(async http =>
        {
            var response = http.Response;
            if (http.Request.Path == "/commit")
            {
                var read = await http.Request.BodyReader.ReadAtLeastAsync((int)http.Request.ContentLength!, http.RequestAborted);
                var body = read.Buffer.ToArray();
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                await commits.AddAsync(body);
                response.StatusCode = 201;
                await SendAsync(response, body, http.RequestAborted);
                return;
            }
            var wanted = int.Parse(http.Request.Path.Value!["/bytes/".Length..], CultureInfo.InvariantCulture);
            if (bytes.Length != wanted) bytes = new byte[wanted];
            await SendAsync(response, bytes, http.RequestAborted);
        });
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    private static async ValueTask SendAsync(HttpResponse response, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, cancellation);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=limit", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddMinutes(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
