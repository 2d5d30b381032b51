namespace Kube.Machinery.LeaderElection;

/// <summary>Who competes for which Lease, and how patiently; the times are upstream's defaults.</summary>
public sealed record LeaderElectionOptions(ObjectKey Lease, string Identity)
{
    /// <summary>How long others wait after the last renewal they saw before they take over.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on without a successful renewal.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause between tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An identity no other process has: the host's name and a random id.</summary>
    public static string NewIdentity() => $"{Environment.MachineName}_{Guid.NewGuid()}";
}
