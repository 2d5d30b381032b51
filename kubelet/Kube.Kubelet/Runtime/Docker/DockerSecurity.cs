using Docker.DotNet.Models;
using k8s.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>A container's security context in Docker's terms.</summary>
internal static class DockerSecurity
{
    public static string? User(V1SecurityContext security) => (security.RunAsUser, security.RunAsGroup) switch
    {
        (null, null) => null,
        (null, { } group) => $"0:{group}",
        ({ } user, null) => $"{user}",
        ({ } user, { } group) => $"{user}:{group}",
    };

    public static void Apply(HostConfig host, V1SecurityContext security)
    {
        host.Privileged = security.Privileged == true;
        host.ReadonlyRootfs = security.ReadOnlyRootFilesystem == true;
        host.CapAdd = security.Capabilities?.Add;
        host.CapDrop = security.Capabilities?.Drop;
        var options = new List<string>();
        if (security.AllowPrivilegeEscalation == false)
            options.Add("no-new-privileges");
        // Upstream's default, without --seccomp-default, is no filter at all.
        if (security.SeccompProfile?.Type is null or "Unconfined")
            options.Add("seccomp=unconfined");
        if (security.ProcMount == "Unmasked")
            host.MaskedPaths = host.ReadonlyPaths = [];
        host.SecurityOpt = options;
    }
}
