using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;

namespace Kube.Controllers.Deployments;

internal sealed class RolloutStrategies
{
    private readonly IRolloutStrategy _sizeChange;
    private readonly IRolloutStrategy _rollingUpdate;
    private readonly IRolloutStrategy _recreate;

    public RolloutStrategies(ApiClient client, ObjectCache<V1Pod> pods, EventRecorder events, TimeProvider time)
    {
        var newSets = new NewReplicaSets(client, events, time);
        var resizer = new ReplicaSetResizer(client, events);
        _sizeChange = new SizeChange(newSets, resizer);
        _rollingUpdate = new RollingUpdate(newSets, resizer);
        _recreate = new Recreate(newSets, resizer, pods);
    }

    public IRolloutStrategy For(Rollout rollout)
        => rollout.Deployment.IsPaused() || SizeChange.IsDue(rollout) ? _sizeChange
            : rollout.Deployment.IsRollingUpdate() ? _rollingUpdate
            : _recreate;
}
