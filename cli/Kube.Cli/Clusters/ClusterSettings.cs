using System.Text.Json;
using System.Text.Json.Serialization;
using Kube.Machinery;

namespace Kube.Cli.Clusters;

/// <summary>
/// What one cluster is: kept as <c>kube.json</c> in its data directory, so that a later <c>up</c>, <c>status</c> or <c>down</c> needs
/// no flags. The file also marks the directory as Kube's own: only a directory that holds it is ever deleted.
/// </summary>
/// <param name="Name">Names the kubeconfig context, cluster and user, and the node.</param>
/// <param name="Runtime">What the kubelet runs containers with: <c>docker</c> or <c>simulated</c>.</param>
/// <param name="PodCidr">The addresses of this cluster's pods; no two clusters of a machine share them.</param>
/// <param name="CertificateValidityPeriod">How long certificates last before they end, and <paramref name="CaCertificateValidityPeriod"/> their
/// authorities: durations as Go writes them, with kubeadm's names and defaults. They are renewed before.</param>
/// <param name="Etcd">The etcd that keeps the objects, which others run; null for the store of the API server's own.</param>
internal sealed record ClusterSettings(
    string Name,
    int Port,
    int KubeletPort,
    string Runtime,
    string PodCidr,
    string ServiceCidr,
    EtcdSettings? Etcd = null,
    string CertificateValidityPeriod = "8760h",
    string CaCertificateValidityPeriod = "87600h")
{
    public const string Docker = "docker";
    public const string Simulated = "simulated";

    public static ClusterSettings Default { get; } = new("kube", 6443, 10250, Docker, "10.244.0.0/24", "10.96.0.0/16");

    [JsonIgnore]
    public TimeSpan CertificateLifetime => Duration(CertificateValidityPeriod);

    [JsonIgnore]
    public TimeSpan AuthorityLifetime => Duration(CaCertificateValidityPeriod);

    [JsonIgnore]
    public string Server => $"https://127.0.0.1:{Port}";

    private static TimeSpan Duration(string text) => GoDuration.TryParse(text, out var duration) ? duration : throw new JsonException($"invalid duration \"{text}\"");
}

/// <summary>How to reach an etcd: upstream's flags of the same names.</summary>
internal sealed record EtcdSettings(string Servers, string? CaFile = null, string? CertFile = null, string? KeyFile = null, string? Prefix = null);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClusterSettings))]
internal sealed partial class ClusterSettingsJson : JsonSerializerContext;
