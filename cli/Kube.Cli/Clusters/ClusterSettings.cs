using System.Text.Json.Serialization;

namespace Kube.Cli.Clusters;

/// <summary>
/// What one cluster is: kept as <c>kube.json</c> in its data directory, so that a later <c>up</c>, <c>status</c> or <c>down</c> needs
/// no flags. The file also marks the directory as Kube's own: only a directory that holds it is ever deleted.
/// </summary>
/// <param name="Name">Names the kubeconfig context, cluster and user, and the node.</param>
/// <param name="Runtime">What the kubelet runs containers with: <c>docker</c> or <c>simulated</c>.</param>
/// <param name="PodCidr">The addresses of this cluster's pods; no two clusters of a machine share them.</param>
/// <param name="Etcd">The etcd that keeps the objects, which others run; null for the store of the API server's own.</param>
internal sealed record ClusterSettings(
    string Name,
    int Port,
    int KubeletPort,
    string Runtime,
    string PodCidr,
    string ServiceCidr,
    EtcdSettings? Etcd = null)
{
    public const string Docker = "docker";
    public const string Simulated = "simulated";

    public static ClusterSettings Default { get; } = new("kube", 6443, 10250, Docker, "10.244.0.0/24", "10.96.0.0/16");

    public string Server => $"https://127.0.0.1:{Port}";
}

/// <summary>How to reach an etcd: upstream's flags of the same names.</summary>
internal sealed record EtcdSettings(string Servers, string? CaFile = null, string? CertFile = null, string? KeyFile = null);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClusterSettings))]
internal sealed partial class ClusterSettingsJson : JsonSerializerContext;
