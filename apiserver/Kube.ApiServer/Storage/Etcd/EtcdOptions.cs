namespace Kube.ApiServer.Storage.Etcd;

/// <summary>How to reach etcd and where in it objects lie: upstream's <c>--etcd-*</c> flags.</summary>
internal sealed record EtcdOptions
{
    public const string DefaultPrefix = "/registry";

    /// <summary>URLs of members; all of one etcd, tried in turn. Without a scheme they are plain HTTP.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>Whom to trust for https; the system's authorities when null.</summary>
    public string? CaFile { get; init; }

    public string? CertFile { get; init; }

    public string? KeyFile { get; init; }

    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>How long the health checks wait for an answer.</summary>
    public TimeSpan HealthcheckTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan ReadycheckTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Zero leaves compaction to others.</summary>
    public TimeSpan CompactionInterval { get; init; } = TimeSpan.FromMinutes(5);
}
