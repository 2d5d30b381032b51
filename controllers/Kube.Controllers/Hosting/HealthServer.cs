using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Hosting;

/// <summary>
/// Answers <c>/healthz</c>, <c>/livez</c> and <c>/readyz</c> with <c>ok</c> over TLS, with a certificate made for the
/// occasion as upstream does. When the port is taken it says so and the controllers go on without it.
/// </summary>
internal sealed class HealthServer(string address, int port, TimeProvider time, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        using var certificate = SelfSigned();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), port, listen => listen.UseHttps(certificate)));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        foreach (var path in new[] { "/healthz", "/livez", "/readyz" })
            app.MapGet(path, context => context.Response.WriteAsync("ok", context.RequestAborted));
        try
        {
            await app.StartAsync(cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (IOException failure)
        {
            logger.LogError("health is not served: {Failure}", failure.Message);
        }
    }

    private X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Environment.MachineName}", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddYears(1));
    }
}
