using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Hosting;

/// <summary>What controllers are made from; it lives as long as one leadership.</summary>
internal sealed class ControllerContext(
    ApiClient client, SharedInformers informers, ControllerManagerOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private readonly List<EventRecorder> _recorders = [];

    public ApiClient Client => client;

    public SharedInformers Informers => informers;

    public ControllerManagerOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger(string controller) => loggers.CreateLogger(controller);

    /// <summary>A recorder whose events name the given component as their source.</summary>
    public EventRecorder Recorder(string component)
    {
        var recorder = new EventRecorder(client, component, time, Logger(component));
        _recorders.Add(recorder);
        return recorder;
    }

    public RateLimitingQueue<ObjectKey> NewQueue() => new(time);

    public ReconcilerHost Host(string controller, RateLimitingQueue<ObjectKey> queue, IReconciler reconciler, int workers = 5)
        => new(controller, queue, reconciler, Logger(controller), workers);

    public Task RunRecordersAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_recorders.Select(recorder => recorder.RunAsync(cancellationToken)));
}
