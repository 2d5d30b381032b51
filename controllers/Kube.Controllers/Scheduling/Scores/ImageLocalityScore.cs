using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// Prefers nodes that have the pod's images, by their size, scaled by the share of nodes that have them so that not every pod of
/// an image rushes to the one node that has it.
/// </summary>
internal sealed class ImageLocalityScore : IScore
{
    private const long Megabyte = 1024 * 1024;
    private const long MinThreshold = 23 * Megabyte;
    private const long MaxThresholdPerContainer = 1000 * Megabyte;

    public string Name => PluginNames.ImageLocality;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
    {
        var images = pod.Pod.Spec.Containers.Concat(pod.Pod.Spec.InitContainers ?? []).Select(container => Normalize(container.Image ?? "")).ToArray();
        var spread = images.Distinct()
            .Select(image => (image, holders: cluster.Nodes.Count(node => node.ImageSizes.ContainsKey(image))))
            .Where(image => image.holders > 0)
            .ToDictionary(image => image.image, image => (double)image.holders / cluster.Nodes.Count);
        return spread.Count == 0 ? null : new Locality(images, spread);
    }

    /// <summary>An image without a tag or digest is the one tagged latest; a colon before the last slash is a registry's port.</summary>
    private static string Normalize(string image) => image.LastIndexOf(':') <= image.LastIndexOf('/') ? image + ":latest" : image;

    private sealed class Locality(string[] images, Dictionary<string, double> spread) : INodeScore
    {
        public long Score(NodeInfo node)
        {
            long sum = 0;
            foreach (var image in images)
            {
                if (node.ImageSizes.TryGetValue(image, out var size))
                    sum += (long)(size * spread[image]);
            }
            var maxThreshold = MaxThresholdPerContainer * images.Length;
            sum = Math.Clamp(sum, MinThreshold, maxThreshold);
            return Scale.Max * (sum - MinThreshold) / (maxThreshold - MinThreshold);
        }
    }
}
