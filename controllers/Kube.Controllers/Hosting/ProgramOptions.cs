namespace Kube.Controllers.Hosting;

/// <summary>The settings of the process.</summary>
internal sealed record ProgramOptions
{
    public required string Kubeconfig { get; init; }

    /// <summary>The identity of the scheduler; without one it shares the controller manager's.</summary>
    public string? SchedulerKubeconfig { get; init; }

    public required ControllerManagerOptions ControllerManager { get; init; }

    public required LeaderElectionSettings LeaderElection { get; init; }

    public required string BindAddress { get; init; }

    /// <summary>Where health is served; 0 for nowhere.</summary>
    public int SecurePort { get; init; }

    /// <summary>Certificates that are renewed before they end; null for none.</summary>
    public string? RenewCertsIn { get; init; }

    public int Verbosity { get; init; }
}
