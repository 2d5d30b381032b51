namespace Kube.Controllers.Scheduling.Framework;

/// <summary>What happened to an object, as finely as it matters for scheduling.</summary>
[Flags]
internal enum ClusterAction
{
    None = 0,
    Add = 1,
    Delete = 1 << 1,
    UpdateNodeAllocatable = 1 << 2,
    UpdateNodeLabel = 1 << 3,
    UpdateNodeTaint = 1 << 4,
    UpdatePodLabel = 1 << 5,
    UpdatePodScaleDown = 1 << 6,
    UpdatePodToleration = 1 << 7,

    /// <summary>Any change of a kind whose changes are not told apart.</summary>
    Update = 1 << 8,
}
