using System.Text;
using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Containers;

/// <summary>A container's environment: the services, then <c>envFrom</c>, then <c>env</c>, the later winning.</summary>
internal sealed class EnvironmentBuilder(IClusterObjects cluster, IReadOnlyDictionary<string, Quantity> allocatable)
{
    /// <exception cref="ConfigException">Something it refers to is missing; the message is upstream's.</exception>
    public async Task<Dictionary<string, string>> BuildAsync(
        V1Pod pod, V1Container container, PodAddresses addresses, CancellationToken cancellationToken)
    {
        var services = await cluster.ListServicesAsync(cancellationToken);
        var known = ServiceEnvironment.Of(services, pod.Metadata.NamespaceProperty, pod.Spec.EnableServiceLinks ?? true)
            .GroupBy(variable => variable.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        var result = new Dictionary<string, string>();
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in await ReadAllAsync(pod, source, cancellationToken))
                result[source.Prefix + name] = value;
        }

        foreach (var variable in container.Env ?? [])
        {
            var value = variable.ValueFrom is { } source
                ? await ReadAsync(pod, container, source, addresses, cancellationToken)
                : VariableExpansion.Expand(
                    variable.Value ?? "", name => result.TryGetValue(name, out var earlier) || known.TryGetValue(name, out earlier) ? earlier : null);
            if (value is not null)
                result[variable.Name] = value;
        }

        foreach (var (name, value) in known)
            result.TryAdd(name, value);
        return result;
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> ReadAllAsync(V1Pod pod, V1EnvFromSource source, CancellationToken cancellationToken)
    {
        if (source.ConfigMapRef is { } map)
        {
            var found = await cluster.FindConfigMapAsync(pod.Metadata.NamespaceProperty, map.Name, cancellationToken);
            if (found is null && map.Optional != true)
                throw new ConfigException($"configmap \"{map.Name}\" not found");
            return found?.Data ?? new Dictionary<string, string>();
        }

        if (source.SecretRef is { } secret)
        {
            var found = await cluster.FindSecretAsync(pod.Metadata.NamespaceProperty, secret.Name, cancellationToken);
            if (found is null && secret.Optional != true)
                throw new ConfigException($"secret \"{secret.Name}\" not found");
            return (found?.Data ?? new Dictionary<string, byte[]>()).Select(entry => KeyValuePair.Create(entry.Key, Encoding.UTF8.GetString(entry.Value)));
        }

        return [];
    }

    private async Task<string?> ReadAsync(
        V1Pod pod, V1Container container, V1EnvVarSource source, PodAddresses addresses, CancellationToken cancellationToken) => source switch
        {
            { FieldRef: { } field } => FieldReference.Read(pod, addresses, field.FieldPath),
            { ResourceFieldRef: { } resource } => ResourceReference.Read(
                resource.ContainerName is { Length: > 0 } name ? Named(pod, name) : container, resource, allocatable),
            { ConfigMapKeyRef: { } key } => await ReadAsync(pod, key, cancellationToken),
            { SecretKeyRef: { } key } => await ReadAsync(pod, key, cancellationToken),
            _ => throw new ConfigException("unsupported environment variable source"),
        };

    private static V1Container Named(V1Pod pod, string name) =>
        Pods.PodSpecExtensions.Container(pod.Spec, name) ?? throw new ConfigException($"container {name} not found");

    private async Task<string?> ReadAsync(V1Pod pod, V1ConfigMapKeySelector key, CancellationToken cancellationToken)
    {
        var space = pod.Metadata.NamespaceProperty;
        var map = await cluster.FindConfigMapAsync(space, key.Name, cancellationToken);
        if (map?.Data?.TryGetValue(key.Key, out var value) == true)
            return value;
        if (key.Optional == true)
            return null;
        throw new ConfigException(map is null ? $"configmap \"{key.Name}\" not found" : $"couldn't find key {key.Key} in ConfigMap {space}/{key.Name}");
    }

    private async Task<string?> ReadAsync(V1Pod pod, V1SecretKeySelector key, CancellationToken cancellationToken)
    {
        var space = pod.Metadata.NamespaceProperty;
        var secret = await cluster.FindSecretAsync(space, key.Name, cancellationToken);
        if (secret?.Data?.TryGetValue(key.Key, out var value) == true)
            return Encoding.UTF8.GetString(value);
        if (key.Optional == true)
            return null;
        throw new ConfigException(secret is null ? $"secret \"{key.Name}\" not found" : $"couldn't find key {key.Key} in Secret {space}/{key.Name}");
    }
}
