using k8s.Models;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Volumes;

namespace Kube.Kubelet.Containers;

/// <summary>What a container sees of the node: its volumes, and the files the kubelet keeps for it.</summary>
internal sealed class MountBuilder(VolumeManager volumes, PodDirectories directories)
{
    public const string HostsFileName = "etc-hosts";
    public const string ResolvConfFileName = "resolv.conf";
    private const string DefaultTerminationMessagePath = "/dev/termination-log";

    public IReadOnlyList<ContainerMount> Build(V1Pod pod, V1Container container, int restartCount, Func<string, string?> variable)
    {
        var mounts = (container.VolumeMounts ?? []).Select(mount => Mount(pod, container, mount, variable)).ToList();
        var taken = mounts.Select(mount => mount.ContainerPath).ToHashSet();
        foreach (var (file, path) in new[] { (HostsFileName, "/etc/hosts"), (ResolvConfFileName, "/etc/resolv.conf") })
        {
            if (!taken.Contains(path) && File.Exists(directories.File(pod.Metadata.Uid, file)))
                mounts.Add(new ContainerMount(directories.File(pod.Metadata.Uid, file), path));
        }

        mounts.Add(new ContainerMount(
            MakeTerminationMessage(pod, container, restartCount),
            container.TerminationMessagePath is { Length: > 0 } given ? given : DefaultTerminationMessagePath));
        return mounts;
    }

    private ContainerMount Mount(V1Pod pod, V1Container container, V1VolumeMount mount, Func<string, string?> variable)
    {
        var volume = pod.Spec.Volumes?.FirstOrDefault(volume => volume.Name == mount.Name)
            ?? throw new ConfigException($"cannot find volume \"{mount.Name}\" to mount into container \"{container.Name}\"");
        var path = volumes.PathOf(pod, volume);
        var subPath = mount.SubPathExpr is { Length: > 0 } expression ? VariableExpansion.Expand(expression, variable) : mount.SubPath;
        if (!string.IsNullOrEmpty(subPath))
        {
            try
            {
                path = SubPath.Resolve(path, subPath);
            }
            catch (Exception e) when (e is VolumeException or IOException)
            {
                throw new ConfigException($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container \"{container.Name}\": {e.Message}");
            }
        }

        return new ContainerMount(path, Path.IsPathRooted(mount.MountPath) ? mount.MountPath : "/" + mount.MountPath, IsReadOnly(volume, mount), mount.MountPropagation switch
        {
            "HostToContainer" => "rslave",
            "Bidirectional" => "rshared",
            _ => null,
        });
    }

    /// <summary>What the API gives is never written to by containers, however it is mounted.</summary>
    private static bool IsReadOnly(V1Volume volume, V1VolumeMount mount) =>
        mount.ReadOnlyProperty == true || volume is { ConfigMap: not null } or { Secret: not null } or { Projected: not null } or { DownwardAPI: not null };

    private string MakeTerminationMessage(V1Pod pod, V1Container container, int restartCount)
    {
        var path = directories.TerminationMessage(pod.Metadata.Uid, container.Name, restartCount);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
        File.SetUnixFileMode(path, (UnixFileMode)0x1B6); // anyone in the container may write it
        return path;
    }
}
