using k8s.Models;

namespace Kube.Kubelet.Options;

/// <summary>What the command line says, with upstream's defaults.</summary>
internal sealed record KubeletOptions
{
    public required string Kubeconfig { get; init; }
    public required string NodeName { get; init; }
    public required string NodeIp { get; init; }
    public required string Address { get; init; }
    public required int Port { get; init; }
    public required string RootDirectory { get; init; }

    /// <summary>With whose identity a node asks for its own, when <see cref="Kubeconfig"/> is not there yet.</summary>
    public string? BootstrapKubeconfig { get; init; }

    /// <summary>Where certificates lie that were asked for.</summary>
    public required string CertDirectory { get; init; }

    /// <summary>The client certificate is renewed before it ends.</summary>
    public bool RotateCertificates { get; init; }

    /// <summary>The serving certificate is asked for, and renewed before it ends.</summary>
    public bool RotateServerCertificates { get; init; }

    public string? TlsCertificateFile { get; init; }
    public string? TlsPrivateKeyFile { get; init; }
    public string? ClientCaFile { get; init; }
    public IReadOnlyList<string> ClusterDns { get; init; } = [];
    public required string ClusterDomain { get; init; }
    public required string PodCidr { get; init; }
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<V1Taint> RegisterWithTaints { get; init; } = [];
    public required int MaxPods { get; init; }
    public required Uri ContainerRuntimeEndpoint { get; init; }
    public required string Runtime { get; init; }
    public int Verbosity { get; init; }
}
