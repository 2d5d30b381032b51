using System.Net;
using System.Text;
using Kube.ApiServer.AddressRepair;
using Kube.ApiServer.Admission;
using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Audit;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Impersonating;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.AuthenticationTrust;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Authorization.Escalation;
using Kube.ApiServer.Authorization.Modes;
using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Bootstrap;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Discovery;
using Kube.ApiServer.Expiry;
using Kube.ApiServer.Health;
using Kube.ApiServer.Http;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Metrics;
using Kube.ApiServer.OwnService;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Streaming;
using Kube.ApiServer.Versioning;
using Kube.Machinery;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kube.ApiServer.Hosting;

/// <summary>Puts the server together, in the order a request passes, and runs it until it is told to stop.</summary>
internal static class ApiServerHost
{
    public static async Task<int> RunAsync(ApiServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await ServeAsync(options, TimeProvider.System, cancellation);
            return 0;
        }
        catch (Exception failure) when (failure is StoreException or IOException or FormatException or System.Security.Cryptography.CryptographicException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return 1;
        }
    }

    private static async Task ServeAsync(ApiServerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var history = new HistoryOptions();
        await using var opened = Stores.Open(options, history.Age, time);
        var store = opened.Store;
        await using var hub = new CacheHub(store, history, time);
        var resources = BuiltInResources.All;
        var caches = new ResourceCaches(hub, [.. resources, ServiceClaims.NodePortResource]);
        var loading = hub.StartAsync(cancellation);

        await using var app = Build(options, time);
        var log = app.Services.GetRequiredService<ILoggerFactory>();
        var catalog = new ResourceCatalog(resources);
        var serviceAccounts = ServiceAccountTokens.Load(options.Authentication, time);
        var authorizer = AuthorizationModes.Create(options.AuthorizationMode, caches);
        var ports = NodePortRange.Parse(options.ServiceNodePortRange);
        var registry = new ResourceRegistry(store, caches, Admission(options, authorizer, caches, time), time)
        {
            Tokens = serviceAccounts?.Issuer,
            ServiceAddresses = AddressSources.Allocator(caches, ports),
            Etcd = options.Etcd is null ? null : new EtcdProbe(store, time),
        };
        var authenticators = new Authenticators(options.Authentication, serviceAccounts, registry, log).Chain(AuthorizationModes.AllowsAnonymous(options.AuthorizationMode));
        await using var repair = AddressRepair(options, registry, ports, log);
        await using var trust = new AuthenticationTrustLoop(options.Authentication, registry, log.CreateLogger<AuthenticationTrustLoop>());
        await using var service = new OwnServiceLoop(options, registry, opened.Servers, log.CreateLogger<OwnServiceLoop>());
        var bootstrap = new BootstrapTask(registry, repair, service, trust, log.CreateLogger<BootstrapTask>());
        var metrics = new ServerMetrics(catalog, caches, time);
        await using var auditor = Auditor.Create(options.Audit, time, metrics.Audit, log);
        app.Run(Pipeline(options, authenticators, serviceAccounts, authorizer, catalog, registry, metrics, auditor, bootstrap, log).HandleAsync);

        await loading;
        await app.StartAsync(cancellation);
        await bootstrap.RunAsync(cancellation);
        repair.Start();
        trust.Start();
        service.Start();
        await using var expiry = new EventExpiry(registry, options.EventTtl, log.CreateLogger<EventExpiry>());
        await WaitAsync(app, hub, service, cancellation);
    }

    private static AddressRepairLoop AddressRepair(ApiServerOptions options, ResourceRegistry registry, NodePortRange ports, ILoggerFactory log)
    {
        var addresses = new ServerEvents(registry, "ipallocator-repair-controller");
        return new AddressRepairLoop(
            registry,
            new DefaultServiceCidr(registry, new ServerEvents(registry, "kubernetes-service-cidr-controller"), options.ServiceClusterIpRange),
            new ServiceRepair(registry, addresses, new ServerEvents(registry, "portallocator-repair-controller"), ports),
            new ClaimCleanup(registry, addresses),
            log.CreateLogger<AddressRepairLoop>());
    }

    /// <exception cref="FormatException">The flags or the file ask for what there is not.</exception>
    private static AdmissionChain Admission(ApiServerOptions options, IAuthorizer authorizer, ResourceCaches caches, TimeProvider time)
    {
        var plugins = new AdmissionSelection(options.EnableAdmissionPlugins, options.DisableAdmissionPlugins).From(AdmissionPlugins.InOrder);
        var context = new AdmissionContext(authorizer, AdmissionConfiguration.Load(options.AdmissionControlConfigFile), time);
        return new AdmissionChain([.. plugins.Select(plugin => plugin.Create?.Invoke(context)).OfType<AdmissionStep>(), new EscalationCheck(authorizer, new PolicySource(caches))]);
    }

    /// <summary>Ends when the process is told to stop, or when the store can no longer be followed.</summary>
    private static async Task WaitAsync(WebApplication app, CacheHub hub, OwnServiceLoop service, CancellationToken cancellation)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byCaller = cancellation.Register(() => told.TrySetResult());
        await using var byHost = app.Lifetime.ApplicationStopping.Register(() => told.TrySetResult());
        if (await Task.WhenAny(told.Task, hub.Completion) != told.Task) await hub.Completion;
        await service.LeaveAsync();
        await app.StopAsync(CancellationToken.None);
    }

    private static ApiPipeline Pipeline(ApiServerOptions options, AuthenticatorChain authenticators, ServiceAccountTokens? serviceAccounts, IAuthorizer authorizer, ResourceCatalog catalog, ResourceRegistry registry, ServerMetrics metrics, Auditor? auditor, BootstrapTask bootstrap, ILoggerFactory log)
    {
        var paths = new PathHandlers(
        [
            new DiscoveryHandler(catalog, ServerAddress(options)),
            new HealthHandler([new HealthCheck("ping", () => null), new HealthCheck("log", () => null), .. EtcdChecks(options, registry), new HealthCheck("poststarthook/rbac/bootstrap-roles", bootstrap.PolicyPending, readinessOnly: true), new HealthCheck("poststarthook/bootstrap", bootstrap.Pending, readinessOnly: true)]),
            new VersionHandler(),
            new OpenApiHandler(catalog, $"{KubernetesVersion.Major}.{KubernetesVersion.Minor}"),
            new MetricsHandler(metrics),
            .. IssuerDiscovery.For(options.Authentication.ServiceAccounts, serviceAccounts?.Keys ?? [], ServerAddress(options)) is { } discovery ? (IPathHandler[])[discovery] : [],
        ]);
        var access = new RequestAuthorizer(authorizer, registry);
        var resources = new ResourceHandler(catalog, registry, authorizer, access, authenticators, new KubeletConnector(options, registry.Time));
        return new ApiPipeline(authenticators, new Impersonation(authorizer, registry), access, resources, paths, metrics, auditor, log.CreateLogger<ApiPipeline>());
    }

    /// <summary>Upstream's, in its order.</summary>
    private static IEnumerable<HealthCheck> EtcdChecks(ApiServerOptions options, ResourceRegistry registry) => options.Etcd is not { } etcd || registry.Etcd is not { } probe ? [] :
    [
        new HealthCheck("etcd", cancellation => probe.FailureAsync(etcd.HealthcheckTimeout, cancellation)),
        new HealthCheck("etcd-readiness", cancellation => probe.FailureAsync(etcd.ReadycheckTimeout, cancellation), ReadinessOnly: true),
    ];

    private static string ServerAddress(ApiServerOptions options) => $"{options.AdvertiseAddress ?? "127.0.0.1"}:{options.SecurePort}";

    private static WebApplication Build(ApiServerOptions options, TimeProvider time)
    {
        var certificate = ServingCertificate.Load(options, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "kube-apiserver" });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // A port that is taken is said in one sentence by RunAsync.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            // It has nothing to say that the pipeline does not say itself, and as long as it may log it makes an Activity for each request.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Standard output is for audit events where they are wanted there.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Warnings repeat what clients wrote.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            // The body's limit is checked where it is read, which words the refusal.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 * 1024 * 1024;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            kestrel.Listen(IPAddress.Parse(options.BindAddress), options.SecurePort, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(https =>
                {
                    https.ServerCertificateSelector = (_, _) => certificate();
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    // Whose certificate it is decides the authenticator, which also refuses.
                    https.AllowAnyClientCertificate();
                });
            });
        });
        return builder.Build();
    }
}
