using System.Globalization;
using k8s.Models;

namespace Kube.Kubelet.Containers;

/// <summary>The variables by which a container finds services (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).</summary>
internal static class ServiceEnvironment
{
    /// <param name="links">Also the services of the pod's own namespace, not only the API server's.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(IEnumerable<V1Service> services, string podNamespace, bool links) => services
        .Where(service => service.Spec.ClusterIP is { Length: > 0 } and not "None" && service.Spec.Ports is { Count: > 0 })
        .Where(service => IsApiServer(service) || (links && service.Metadata.NamespaceProperty == podNamespace))
        .OrderBy(service => service.Metadata.Name == "kubernetes" && service.Metadata.NamespaceProperty == podNamespace)
        .SelectMany(Of);

    private static bool IsApiServer(V1Service service) =>
        service.Metadata is { Name: "kubernetes", NamespaceProperty: "default" };

    private static IEnumerable<KeyValuePair<string, string>> Of(V1Service service)
    {
        var prefix = VariableName(service.Metadata.Name);
        var ip = service.Spec.ClusterIP;
        yield return new($"{prefix}_SERVICE_HOST", ip);
        yield return new($"{prefix}_SERVICE_PORT", Number(service.Spec.Ports[0].Port));
        foreach (var port in service.Spec.Ports.Where(port => !string.IsNullOrEmpty(port.Name)))
            yield return new($"{prefix}_SERVICE_PORT_{VariableName(port.Name)}", Number(port.Port));
        for (var i = 0; i < service.Spec.Ports.Count; i++)
        {
            foreach (var variable in Link(prefix, ip, service.Spec.Ports[i], isFirst: i == 0))
                yield return variable;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Link(string prefix, string ip, V1ServicePort port, bool isFirst)
    {
        var protocol = port.Protocol ?? "TCP";
        var address = $"{protocol.ToLowerInvariant()}://{(ip.Contains(':') ? $"[{ip}]" : ip)}:{port.Port}";
        if (isFirst)
            yield return new($"{prefix}_PORT", address);
        var name = $"{prefix}_PORT_{port.Port}_{protocol.ToUpperInvariant()}";
        yield return new(name, address);
        yield return new($"{name}_PROTO", protocol.ToLowerInvariant());
        yield return new($"{name}_PORT", Number(port.Port));
        yield return new($"{name}_ADDR", ip);
    }

    private static string VariableName(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
