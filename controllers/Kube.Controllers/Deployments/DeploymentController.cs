using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Ownership;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.Deployments;

/// <summary>Wakes the Deployments that a change of a Deployment, a ReplicaSet or a pod concerns.</summary>
internal sealed class DeploymentController : IController
{
    public const string Name = "deployment-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Deployment> _deployments;
    private readonly ObjectCache<V1ReplicaSet> _sets;
    private readonly ReconcilerHost _host;

    public DeploymentController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _deployments = context.Informers.For<V1Deployment>().Handle(deployment => _queue.Add(ObjectKey.Of(deployment))).Cache;
        _sets = context.Informers.For<V1ReplicaSet>().Handle(new InformerHandler<V1ReplicaSet>
        {
            Added = WakeOwners,
            Updated = SetUpdated,
            Deleted = WakeOwners,
        }).Cache;
        var pods = context.Informers.For<V1Pod>().Handle(new InformerHandler<V1Pod>
        {
            Updated = (_, pod) => PodEnded(pod),
            Deleted = PodEnded,
        }).Cache;
        pods.AddControllerIndex();

        var events = context.Recorder(Name);
        var strategies = new RolloutStrategies(context.Client, pods, events, context.Time);
        _host = context.Host(
            Name, _queue, new DeploymentReconciler(context.Client, _deployments, _sets, strategies, events, context.Time));
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    private void SetUpdated(V1ReplicaSet old, V1ReplicaSet set)
    {
        if (old.Metadata.ResourceVersion == set.Metadata.ResourceVersion)
            return;
        if (ControllerReferences.ControllerOf(old)?.Uid != ControllerReferences.ControllerOf(set)?.Uid)
            WakeOwners(old);
        WakeOwners(set);
    }

    private void WakeOwners(V1ReplicaSet set)
    {
        if (ControllerReferences.ControllerOf(set) is not null)
        {
            if (DeploymentOf(set) is { } owner)
                _queue.Add(ObjectKey.Of(owner));
            return;
        }
        foreach (var deployment in _deployments.List(set.Metadata.NamespaceProperty))
        {
            if (deployment.Spec.Selector.ToSelector() is { IsEmpty: false } selector && selector.Matches(set.Metadata.Labels))
                _queue.Add(ObjectKey.Of(deployment));
        }
    }

    /// <summary>A Deployment that recreates its pods waits for the end of the last old one.</summary>
    private void PodEnded(V1Pod pod)
    {
        if (!pod.IsTerminating() && !pod.IsTerminal())
            return;
        if (ControllerReferences.ControllerOf(pod) is { Kind: V1ReplicaSet.KubeKind } controller
            && _sets.Get(pod.Metadata.NamespaceProperty, controller.Name) is { } set
            && DeploymentOf(set) is { } deployment && !deployment.IsRollingUpdate())
            _queue.Add(ObjectKey.Of(deployment));
    }

    private V1Deployment? DeploymentOf(V1ReplicaSet set)
        => ControllerReferences.ControllerOf(set) is { Kind: V1Deployment.KubeKind } controller
            && _deployments.Get(set.Metadata.NamespaceProperty, controller.Name) is { } deployment
            && deployment.Metadata.Uid == controller.Uid
            ? deployment
            : null;
}
