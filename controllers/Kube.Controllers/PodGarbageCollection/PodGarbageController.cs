using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.PodGarbageCollection;

/// <summary>Every 20 s deletes pods that no kubelet will: of vanished nodes, deleted before they had a node, finished and too many.</summary>
internal sealed class PodGarbageController : IController
{
    public const string Name = "pod-garbage-collector-controller";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    private readonly ObjectCache<V1Pod> _pods;
    private readonly ObjectCache<V1Node> _nodes;
    private readonly ResourceClient<V1Pod> _podClient;
    private readonly ResourceClient<V1Node> _nodeClient;
    private readonly VanishedNodes _vanished;
    private readonly int _threshold;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public PodGarbageController(ControllerContext context)
    {
        _pods = context.Informers.For<V1Pod>().Cache;
        _nodes = context.Informers.For<V1Node>().Cache;
        _podClient = new ResourceClient<V1Pod>(context.Client);
        _nodeClient = new ResourceClient<V1Node>(context.Client);
        _vanished = new VanishedNodes(context.Time);
        _threshold = context.Options.TerminatedPodGcThreshold;
        _time = context.Time;
        _logger = context.Logger(Name);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, _time);
        try
        {
            do
                await CollectAsync(cancellationToken);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task CollectAsync(CancellationToken cancellationToken)
    {
        var pods = _pods.List();
        foreach (var pod in PodLeftovers.BeyondThreshold(pods, _threshold))
            await DeleteAsync(pod, null, cancellationToken);
        foreach (var pod in PodLeftovers.TerminatingUnassigned(pods))
            await DeleteAsync(pod, null, cancellationToken);

        var missing = pods.Select(pod => pod.Spec.NodeName)
            .Where(node => !string.IsNullOrEmpty(node) && _nodes.Get("", node) is null).ToHashSet();
        var gone = new HashSet<string>();
        foreach (var node in _vanished.Observe(missing))
        {
            if (await IsGoneAsync(node, cancellationToken))
                gone.Add(node);
        }
        foreach (var pod in PodLeftovers.OnNodes(pods, gone))
            await DeleteAsync(pod, "PodGC: node no longer exists", cancellationToken);
    }

    private async Task<bool> IsGoneAsync(string node, CancellationToken cancellationToken)
    {
        try
        {
            return await _nodeClient.FindAsync(new ObjectKey("", node), cancellationToken) is null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _logger.LogWarning("node {Node}: {Failure}", node, failure.Message);
            return false;
        }
    }

    /// <summary>Deletes without grace; with a disruption the pod is first marked as failed by it.</summary>
    private async Task DeleteAsync(V1Pod pod, string? disruption, CancellationToken cancellationToken)
    {
        try
        {
            if (disruption is not null)
                await _podClient.MarkAsync(pod, "DeletionByPodGC", disruption, "Failed", _time.GetUtcNow(), cancellationToken);
            var options = new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } };
            await _podClient.DeleteAsync(ObjectKey.Of(pod), options, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            _logger.LogWarning("pod {Pod}: {Failure}", ObjectKey.Of(pod), failure.Message);
        }
    }
}
