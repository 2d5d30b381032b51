using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A kind of event that may cure a plugin's rejection.</summary>
/// <param name="MayHelp">Whether this very event may let this very pod run; absent when the kind of the event says enough.</param>
internal sealed record RequeueHint(ClusterResource Resource, ClusterAction Action, Func<PodInfo, ClusterEvent, bool>? MayHelp = null)
{
    public bool Covers(PodInfo pod, ClusterEvent change)
        => (Resource & change.Resource) != 0
            && (Action & change.Action) != 0
            && (MayHelp is null || MayHelp(pod, change));
}
