using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Probes and hooks, which the kubelet carries out, go to the pod and nowhere else.</summary>
internal sealed class HostProbesAndLifecycle : PolicyCheck
{
    public override string Id => "hostProbesAndHostLifecycle";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override int Since => 34;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var elsewhere = pod.Containers.SelectMany(Hosts, (container, host) => (Container: container.Text("name"), Host: host)).ToList();
        if (elsewhere.Count == 0) return null;
        var bad = Wording.Sorted(elsewhere.Select(entry => entry.Container));
        var hosts = Wording.Sorted(elsewhere.Select(entry => entry.Host));
        return new("probe or lifecycle host", $"{Wording.Containers(bad)} {(bad.Count == 1 ? "uses" : "use")} {Wording.Named("probe or lifecycle host", hosts)}");
    }

    private static IEnumerable<string> Hosts(JsonMap container)
    {
        var lifecycle = container.Part("lifecycle");
        return ((JsonMap[])[container.Part("livenessProbe"), container.Part("readinessProbe"), container.Part("startupProbe"), lifecycle.Part("postStart"), lifecycle.Part("preStop")])
            .SelectMany(handler => (string[])[handler.Part("httpGet").Text("host"), handler.Part("tcpSocket").Text("host")])
            .Where(host => host.Length > 0);
    }
}
