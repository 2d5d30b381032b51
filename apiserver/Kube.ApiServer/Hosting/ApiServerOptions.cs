using Kube.ApiServer.Audit;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Storage.Etcd;

namespace Kube.ApiServer.Hosting;

/// <summary>The flags in force, by upstream's names.</summary>
internal sealed record ApiServerOptions
{
    public string BindAddress { get; init; } = "0.0.0.0";

    /// <summary>The address other members of the cluster reach this server at; the first of the machine when null.</summary>
    public string? AdvertiseAddress { get; init; }

    public int SecurePort { get; init; } = 6443;

    /// <summary>Without a certificate the server makes itself one, as upstream does.</summary>
    public string? TlsCertFile { get; init; }

    public string? TlsPrivateKeyFile { get; init; }

    public AuthenticationOptions Authentication { get; init; } = new();

    public AuditOptions Audit { get; init; } = new();

    public string AuthorizationMode { get; init; } = "AlwaysAllow";

    public IReadOnlyList<string> EnableAdmissionPlugins { get; init; } = [];

    public IReadOnlyList<string> DisableAdmissionPlugins { get; init; } = [];

    public string? AdmissionControlConfigFile { get; init; }

    public string ServiceClusterIpRange { get; init; } = "10.96.0.0/16";

    public string ServiceNodePortRange { get; init; } = "30000-32767";

    public string? KubeletClientCertificate { get; init; }

    public string? KubeletClientKey { get; init; }

    public string? KubeletCertificateAuthority { get; init; }

    /// <summary>How long events are kept.</summary>
    public TimeSpan EventTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Says which resources are encrypted where they rest, and with which keys.</summary>
    public string? EncryptionProviderConfig { get; init; }

    /// <summary>Whether that file is read again whenever it changes.</summary>
    public bool EncryptionProviderConfigReload { get; init; }

    /// <summary>Where the embedded store lies: ours, since upstream has none.</summary>
    public string DataDirectory { get; init; } = "kube-apiserver-data";

    /// <summary>The etcd to keep objects in instead of the embedded store.</summary>
    public EtcdOptions? Etcd { get; init; }
}
