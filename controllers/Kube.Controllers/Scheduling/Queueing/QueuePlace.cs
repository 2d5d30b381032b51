namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>Where a waiting pod is.</summary>
internal enum QueuePlace
{
    /// <summary>Popped: an attempt to schedule it is under way.</summary>
    InFlight,

    /// <summary>Next in line.</summary>
    Active,

    /// <summary>Waits out a delay after it was turned down; goes ahead of time when nobody else is waiting.</summary>
    Backoff,

    /// <summary>Waits out a delay after an error, in full.</summary>
    ErrorBackoff,

    /// <summary>Waits for an event that may help, at most five minutes.</summary>
    Unschedulable,

    /// <summary>Has scheduling gates, and waits for them to go.</summary>
    Gated,
}
