using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Ownership;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ReplicaSets;

/// <summary>Wakes the ReplicaSets that a change of a ReplicaSet or a pod concerns.</summary>
internal sealed class ReplicaSetController : IController
{
    public const string Name = "replicaset-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly Expectations _expectations;
    private readonly ObjectCache<V1ReplicaSet> _sets;
    private readonly ReconcilerHost _host;

    public ReplicaSetController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _expectations = new Expectations(context.Time);
        var pods = context.Informers.For<V1Pod>().Handle(new InformerHandler<V1Pod>
        {
            Added = PodAdded,
            Updated = PodUpdated,
            Deleted = PodDeleted,
        });
        pods.Cache.AddControllerIndex();
        var sets = context.Informers.For<V1ReplicaSet>().Handle(set => _queue.Add(ObjectKey.Of(set)));
        _sets = sets.Cache;

        var control = new PodControl<V1ReplicaSet>(context.Client, context.Recorder(Name));
        var scaler = new ReplicaSetScaler(control, _expectations, context.Time);
        var reconciler = new ReplicaSetReconciler(context.Client, _sets, pods.Cache, scaler, _expectations, context.Time);
        _host = context.Host(Name, _queue, reconciler);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    private void PodAdded(V1Pod pod)
    {
        if (pod.IsTerminating())
        {
            PodDeleted(pod);
            return;
        }
        if (ControllerReferences.ControllerOf(pod) is null)
        {
            WakeCandidates(pod);
        }
        else if (SetOf(pod) is { } set)
        {
            _expectations.SeeCreation(ObjectKey.Of(set));
            _queue.Add(ObjectKey.Of(set));
        }
    }

    private void PodUpdated(V1Pod old, V1Pod pod)
    {
        if (old.Metadata.ResourceVersion == pod.Metadata.ResourceVersion)
            return;
        // A pod counts as deleted from when its deletion began, not from when the kubelet is done with it.
        if (pod.IsTerminating())
            PodDeleted(pod);
        if (SetOf(old) is { } before)
            _queue.Add(ObjectKey.Of(before));
        if (ControllerReferences.ControllerOf(pod) is null)
            WakeCandidates(pod);
        else if (SetOf(pod) is { } set)
            _queue.Add(ObjectKey.Of(set));
    }

    private void PodDeleted(V1Pod pod)
    {
        if (SetOf(pod) is not { } set)
            return;
        _expectations.SeeDeletion(ObjectKey.Of(set), pod.Metadata.Uid);
        _queue.Add(ObjectKey.Of(set));
    }

    private void WakeCandidates(V1Pod orphan)
    {
        foreach (var set in _sets.List(orphan.Metadata.NamespaceProperty))
        {
            if (set.Spec.Selector.ToSelector().Matches(orphan.Metadata.Labels))
                _queue.Add(ObjectKey.Of(set));
        }
    }

    private V1ReplicaSet? SetOf(V1Pod pod)
        => ControllerReferences.ControllerOf(pod) is { Kind: V1ReplicaSet.KubeKind } controller
            && _sets.Get(pod.Metadata.NamespaceProperty, controller.Name) is { } set && set.Metadata.Uid == controller.Uid
            ? set
            : null;
}
