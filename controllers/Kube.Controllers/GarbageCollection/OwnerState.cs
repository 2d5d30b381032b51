namespace Kube.Controllers.GarbageCollection;

internal enum OwnerState
{
    /// <summary>There, and not waiting for its dependents.</summary>
    Solid,

    /// <summary>There, but it goes as soon as its dependents have gone.</summary>
    Waiting,

    /// <summary>Not there.</summary>
    Absent,
}
