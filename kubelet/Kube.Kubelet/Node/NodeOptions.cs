using k8s.Models;

namespace Kube.Kubelet.Node;

internal sealed record NodeOptions(string Name, string Ip, int Port)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<V1Taint> Taints { get; init; } = [];
    public int MaxPods { get; init; } = 110;
    public string PodCidr { get; init; } = "";
}
