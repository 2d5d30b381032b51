namespace Kube.Controllers.Scheduling.Framework;

/// <summary>What kind of object an event is about. A pod is told apart by its role towards the waiting pod.</summary>
[Flags]
internal enum ClusterResource
{
    /// <summary>A pod that has a node.</summary>
    AssignedPod = 1,

    /// <summary>The waiting pod itself.</summary>
    TargetPod = 1 << 1,
    Node = 1 << 2,
    Namespace = 1 << 3,
    PersistentVolumeClaim = 1 << 4,
    PersistentVolume = 1 << 5,
    StorageClass = 1 << 6,
}
