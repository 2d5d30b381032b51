using Kube.Controllers.Certificates;

namespace Kube.Controllers.Hosting;

/// <summary>The settings of the controllers, named and defaulted as kube-controller-manager's flags.</summary>
internal sealed record ControllerManagerOptions
{
    /// <summary>Names to run; <c>*</c> is all, <c>-name</c> all but this one.</summary>
    public IReadOnlyList<string> Controllers { get; init; } = ["*"];

    /// <summary>Each controller acts as its own service account in kube-system, whose rights are those of its role alone.</summary>
    public bool UseServiceAccountCredentials { get; init; }

    public string? RootCaFile { get; init; }

    /// <summary>Signs the tokens kept in secrets; null for no such tokens.</summary>
    public string? ServiceAccountPrivateKeyFile { get; init; }

    /// <summary>The authorities that sign what is asked for with CertificateSigningRequests, by signer; a signer without one signs nothing.</summary>
    public IReadOnlyDictionary<string, SigningAuthority> ClusterSigners { get; init; } = new Dictionary<string, SigningAuthority>();

    /// <summary>How long signed certificates last; requests may ask for less.</summary>
    public TimeSpan ClusterSigningDuration { get; init; } = TimeSpan.FromDays(365);

    /// <summary>From where nodes get their pod ranges; null leaves nodes without.</summary>
    public string? ClusterCidr { get; init; }

    public int NodeCidrMaskSize { get; init; } = 24;

    public TimeSpan NodeMonitorPeriod { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan NodeMonitorGracePeriod { get; init; } = TimeSpan.FromSeconds(50);

    public TimeSpan NodeStartupGracePeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often what quotas count is counted anew, whatever happened.</summary>
    public TimeSpan ResourceQuotaSyncPeriod { get; init; } = TimeSpan.FromMinutes(5);

    public int TerminatedPodGcThreshold { get; init; } = 12500;
}
