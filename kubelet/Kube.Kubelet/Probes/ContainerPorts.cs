using System.Globalization;
using k8s.Models;

namespace Kube.Kubelet.Probes;

internal static class ContainerPorts
{
    /// <summary>The number of a port given by number or by the name the container gives it.</summary>
    public static int Find(V1Container container, IntOrString port)
    {
        var text = port.ToString();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return container.Ports?.FirstOrDefault(candidate => candidate.Name == text)?.ContainerPort
            ?? throw new InvalidOperationException($"couldn't find port: \"{text}\" in container {container.Name}");
    }
}
