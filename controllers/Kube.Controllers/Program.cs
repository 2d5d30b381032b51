using Kube.Controllers.Certificates;
using Kube.Controllers.Hosting;
using Kube.Controllers.Scheduling;
using Kube.Machinery.Clients;
using Kube.Machinery.Logging;
using Microsoft.Extensions.Logging;

return await new ControllersCommand().Build(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(ProgramOptions options, CancellationToken cancellationToken)
{
    var time = TimeProvider.System;
    using var loggers = new LoggerFactory([new KlogProvider(time, options.Verbosity)]);
    var logger = loggers.CreateLogger("kube-controllers");
    try
    {
        var manager = new ElectedProgram("kube-controller-manager", options.Kubeconfig, options.LeaderElection, time, logger).RunAsync(
            (kubernetes, leading) => RunControllersAsync(new ApiClient(kubernetes), options, time, loggers, leading),
            cancellationToken);
        var scheduler = new ElectedProgram(
            "kube-scheduler", options.SchedulerKubeconfig ?? options.Kubeconfig, options.LeaderElection, time, logger).RunAsync(
            (kubernetes, leading) => SchedulerHost.RunAsync(kubernetes, new SchedulerOptions(loggers, time), leading),
            cancellationToken);
        var health = options.SecurePort == 0
            ? Task.CompletedTask
            : new HealthServer(options.BindAddress, options.SecurePort, time, logger).RunAsync(cancellationToken);

        var certificates = options.RenewCertsIn is { } directory
            ? Task.Run(() => new CertificateKeeper(directory, options.ControllerManager.ClusterSigningDuration, time, logger).RunAsync(cancellationToken), CancellationToken.None)
            : Task.CompletedTask;

        // Neither is worth keeping without the other: whoever supervises the process starts both again.
        await await Task.WhenAny(manager, scheduler);
        await Task.WhenAll(manager, scheduler, health, certificates);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception failure) when (failure is InvalidDataException or IOException)
    {
        logger.LogError("{Failure}", failure.Message);
        return 1;
    }
}

static async Task RunControllersAsync(ApiClient client, ProgramOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken leading)
{
    using var identities = new ControllerIdentities(client, options.Kubeconfig, time);
    Func<string, ApiClient> clientOf = options.ControllerManager.UseServiceAccountCredentials ? identities.ClientOf : _ => client;
    await new ControllerManager(client, clientOf, options.ControllerManager, time, loggers).RunAsync(leading);
}
