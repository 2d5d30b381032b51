using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Hosting;

/// <summary>Runs the enabled controllers over one set of informers.</summary>
/// <param name="client">What the informers read with.</param>
/// <param name="clientOf">What a controller, given by its name, works with.</param>
internal sealed class ControllerManager(ApiClient client, Func<string, ApiClient> clientOf, ControllerManagerOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<ControllerManager>();

    /// <summary>Works until cancelled. It starts from nothing each time, so it can be run again. A loop that breaks ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var informers = new SharedInformers(client, time, loggers.CreateLogger<SharedInformers>());
        var contexts = new List<ControllerContext>();
        var controllers = ControllerTable.Enabled(options.Controllers).Select(entry =>
        {
            contexts.Add(new ControllerContext(entry.ActsAsManager ? client : clientOf(entry.Name), informers, options, time, loggers));
            return entry.Create(contexts[^1]);
        }).ToList();

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task> { informers.RunAsync(stopping.Token), Task.WhenAll(contexts.Select(context => context.RunRecordersAsync(stopping.Token))) };
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
