using k8s.Models;

namespace Kube.Kubelet.Volumes;

/// <summary>Which keys of a config map or secret become which files.</summary>
internal static class ItemSelection
{
    /// <param name="missing">Says which object lacks the key, as upstream words it.</param>
    public static Dictionary<string, VolumeFile> Select(
        IReadOnlyDictionary<string, byte[]> data, IList<V1KeyToPath>? items, int defaultMode, bool optional, Func<string, string> missing)
    {
        if (items is not { Count: > 0 })
            return data.ToDictionary(entry => entry.Key, entry => new VolumeFile(entry.Value, defaultMode));
        var files = new Dictionary<string, VolumeFile>();
        foreach (var item in items)
        {
            if (data.TryGetValue(item.Key, out var content))
                files[item.Path] = new VolumeFile(content, item.Mode ?? defaultMode);
            else if (!optional)
                throw new VolumeException(missing(item.Key));
        }

        return files;
    }
}
