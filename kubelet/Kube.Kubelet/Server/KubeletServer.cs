using System.Net;
using Kube.Kubelet.Certificates;
using Kube.Kubelet.Options;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Server.Endpoints;
using Kube.Machinery.Logging;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kube.Kubelet.Server;

/// <summary>The kubelet's own API on port 10250, which the API server calls for logs, exec, attach and port-forward.</summary>
internal sealed class KubeletServer
{
    private readonly WebApplication _app;

    public KubeletServer(KubeletOptions options, NodeCertificates certificates, PodManager pods, IContainerRuntime runtime, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // Of the web server only what goes wrong is worth a line; that it cannot start, our caller says.
        builder.Logging.AddProvider(new KlogProvider(clock, options.Verbosity)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddRoutingCore();
        var certificate = ServingCertificate.Load(options, certificates, clock);
        var authentication = options.ClientCaFile is { } file ? new ClientAuthentication(file, clock) : null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null; // a followed log may be silent for hours
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(https =>
                {
                    https.ServerCertificateSelector = (_, _) => certificate();
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate(); // judged by ClientAuthentication
                });
            });
        });
        _app = builder.Build();
        _app.UseWebSockets();
        if (authentication is not null)
            _app.Use(authentication.CheckAsync);

        var finder = new ContainerFinder(pods, runtime);
        HealthEndpoint.Map(_app);
        PodsEndpoint.Map(_app, pods);
        LogEndpoint.Map(_app, finder, runtime, clock);
        ExecEndpoint.Map(_app, finder, runtime);
        AttachEndpoint.Map(_app, finder, runtime);
        PortForwardEndpoint.Map(_app, finder, runtime);
        RunEndpoint.Map(_app, finder, runtime);
        MetricsEndpoint.Map(_app, pods);
    }

    /// <summary>Returns when the port is listened on.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    /// <summary>Serves until cancelled; sessions still open then are cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
