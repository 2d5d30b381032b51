using System.Text;
using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Pods;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Volumes.Contents;

internal sealed class DownwardContent(IReadOnlyDictionary<string, Quantity> allocatable)
{
    public Dictionary<string, VolumeFile> Read(V1Pod pod, PodAddresses addresses, IList<V1DownwardAPIVolumeFile>? items, int mode) =>
        (items ?? []).ToDictionary(item => item.Path, item => new VolumeFile(Encoding.UTF8.GetBytes(Value(pod, addresses, item)), item.Mode ?? mode));

    private string Value(V1Pod pod, PodAddresses addresses, V1DownwardAPIVolumeFile item)
    {
        if (item.FieldRef is { } field)
            return FieldReference.Read(pod, addresses, field.FieldPath);
        var resource = item.ResourceFieldRef ?? throw new VolumeException($"{item.Path} refers to nothing");
        var container = pod.Spec.Container(resource.ContainerName ?? "") ?? throw new VolumeException($"container {resource.ContainerName} not found");
        return ResourceReference.Read(container, resource, allocatable);
    }
}
