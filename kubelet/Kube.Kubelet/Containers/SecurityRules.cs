using System.Globalization;
using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Containers;

internal static class SecurityRules
{
    /// <summary>The container's settings over those of its pod.</summary>
    /// <exception cref="ConfigException">It must not run as root but would.</exception>
    public static V1SecurityContext Effective(V1Pod pod, V1Container container, RuntimeImage image)
    {
        var own = container.SecurityContext ?? new V1SecurityContext();
        var shared = pod.Spec.SecurityContext ?? new V1PodSecurityContext();
        var effective = own with
        {
            RunAsUser = own.RunAsUser ?? shared.RunAsUser,
            RunAsGroup = own.RunAsGroup ?? shared.RunAsGroup,
            RunAsNonRoot = own.RunAsNonRoot ?? shared.RunAsNonRoot,
            SeccompProfile = own.SeccompProfile ?? shared.SeccompProfile,
        };
        if (effective.RunAsNonRoot == true)
            VerifyNonRoot(pod, container, effective, image);
        return effective;
    }

    /// <summary>The groups every process of the pod is in.</summary>
    public static IReadOnlyList<long> Groups(V1Pod pod) =>
        [.. (pod.Spec.SecurityContext?.SupplementalGroups ?? []).Append(pod.Spec.SecurityContext?.FsGroup).OfType<long>().Distinct()];

    private static void VerifyNonRoot(V1Pod pod, V1Container container, V1SecurityContext security, RuntimeImage image)
    {
        var where = $"(pod: \"{PodIdentity.Of(pod)}\", container: {container.Name})";
        if (security.RunAsUser is { } user)
        {
            if (user == 0)
                throw new ConfigException($"container's runAsUser breaks non-root policy {where}");
            return;
        }

        var imageUser = image.User.Split(':')[0];
        if (imageUser is "" or "0" or "root")
            throw new ConfigException($"container has runAsNonRoot and image will run as root {where}");
        if (!long.TryParse(imageUser, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new ConfigException($"container has runAsNonRoot and image has non-numeric user ({imageUser}), cannot verify user is non-root {where}");
    }
}
