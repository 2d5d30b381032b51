using k8s.Models;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>The persistent volume claims a pod uses, in its own namespace.</summary>
internal static class PodClaims
{
    /// <returns>Each claim's name, and whether the pod brings it along (a generic ephemeral volume) instead of naming one that exists.</returns>
    public static IEnumerable<(string Name, bool IsEphemeral)> Of(V1Pod pod)
    {
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            if (volume.PersistentVolumeClaim is { } named)
                yield return (named.ClaimName, false);
            else if (volume.Ephemeral is not null)
                yield return ($"{pod.Metadata.Name}-{volume.Name}", true);
        }
    }
}
