using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Images;

/// <summary>Finds the registry's credentials among a pod's <c>imagePullSecrets</c>.</summary>
internal sealed class PullSecrets(IClusterObjects cluster)
{
    public async Task<RegistryCredential?> FindAsync(V1Pod pod, string image, CancellationToken cancellationToken)
    {
        var registry = RegistryOf(image);
        foreach (var reference in pod.Spec.ImagePullSecrets ?? [])
        {
            var secret = await cluster.FindSecretAsync(pod.Metadata.NamespaceProperty, reference.Name, cancellationToken);
            if (secret?.Data?.TryGetValue(".dockerconfigjson", out var config) == true && Read(config, registry) is { } credential)
                return credential;
        }

        return null;
    }

    internal static string RegistryOf(string image) => image.Split('/', 2) is [var host, _] && (host.Contains('.') || host.Contains(':') || host == "localhost")
        ? host
        : "docker.io";

    private static RegistryCredential? Read(byte[] config, string registry)
    {
        foreach (var (server, entry) in JsonNode.Parse(config)?["auths"] as JsonObject ?? [])
        {
            var host = server.Replace("https://", "", StringComparison.Ordinal).Split('/')[0];
            if (host != registry && !(registry == "docker.io" && host == "index.docker.io"))
                continue;
            if (entry?["auth"]?.GetValue<string>() is { } auth && Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2) is [var user, var password])
                return new RegistryCredential(server, user, password);
            return new RegistryCredential(server, entry?["username"]?.GetValue<string>() ?? "", entry?["password"]?.GetValue<string>() ?? "");
        }

        return null;
    }
}
