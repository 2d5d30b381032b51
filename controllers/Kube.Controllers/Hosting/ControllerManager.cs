using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Hosting;

/// <summary>Runs the enabled controllers over one set of informers.</summary>
internal sealed class ControllerManager(ApiClient client, ControllerManagerOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<ControllerManager>();

    /// <summary>Works until cancelled. It starts from nothing each time, so it can be run again. A loop that breaks ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var informers = new SharedInformers(client, time, loggers.CreateLogger<SharedInformers>());
        var context = new ControllerContext(client, informers, options, time, loggers);
        var controllers = ControllerTable.Enabled(options.Controllers).Select(entry => entry.Create(context)).ToList();

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task> { informers.RunAsync(stopping.Token), context.RunRecordersAsync(stopping.Token) };
        try
        {
            await informers.WaitForSyncAsync(cancellationToken);
            _logger.LogInformation("caches are filled, starting {Count} controllers", controllers.Count);
            running.AddRange(controllers.Select(controller => Task.Run(() => controller.RunAsync(stopping.Token), CancellationToken.None)));
            await Task.WhenAny(running);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running);
        }
    }
}
