using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Probes;

/// <summary>Keeps probes running for exactly the containers that run. One caller at a time for each pod.</summary>
internal sealed class ProbeManager(ProbeWorkerServices services, CancellationToken lifetime)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, ContainerProbes>> _pods = [];

    /// <summary>Begins and ends probes so that they fit what is observed, and says what they know by container id.</summary>
    /// <param name="changed">Called, on any thread, when they know something new.</param>
    public IReadOnlyDictionary<string, ContainerVerdict> Track(V1Pod pod, PodObservation observed, string podIp, Action changed)
    {
        lock (_lock)
        {
            if (!_pods.TryGetValue(pod.Metadata.Uid, out var probes))
                probes = [];
            var running = observed.Running.Where(container => HasProbes(pod.Spec.Container(container.Name))).ToDictionary(container => container.Id);
            foreach (var id in probes.Keys.Where(id => !running.ContainsKey(id)).ToList())
            {
                probes.Remove(id, out var ended);
                ended!.Dispose();
            }

            foreach (var (id, container) in running.Where(entry => !probes.ContainsKey(entry.Key)))
            {
                var target = new ProbeTarget(pod.Spec.Container(container.Name)!, id, podIp);
                probes[id] = new ContainerProbes(pod, target, container.StartedAt, services, changed, lifetime);
            }

            if (probes.Count > 0)
                _pods[pod.Metadata.Uid] = probes;
            else
                _pods.Remove(pod.Metadata.Uid);
            return probes.ToDictionary(entry => entry.Key, entry => entry.Value.Verdict);
        }
    }

    private static bool HasProbes(V1Container? container) =>
        container is { StartupProbe: not null } or { LivenessProbe: not null } or { ReadinessProbe: not null };
}
