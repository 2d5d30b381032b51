using System.Globalization;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Containers take no ports of the node.</summary>
internal sealed class HostPorts : PolicyCheck
{
    public override string Id => "hostPorts";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var taken = pod.Containers.SelectMany(container => container.Maps("ports"), (container, port) => (Container: container.Text("name"), Port: port.Number("hostPort")))
            .Where(entry => entry.Port != 0).ToList();
        if (taken.Count == 0) return null;
        var bad = taken.Select(entry => entry.Container).Distinct().ToList();
        var ports = Wording.Sorted(taken.Select(entry => entry.Port.ToString(CultureInfo.InvariantCulture)));
        return new("hostPort", $"{Wording.Containers(bad)} {(bad.Count == 1 ? "uses" : "use")} {Wording.Plural("hostPort", ports.Count)} {string.Join(", ", ports)}");
    }
}
