using System.Text;
using k8s.Models;

namespace Kube.Kubelet.Containers;

/// <summary>The <c>/etc/hosts</c> that the kubelet gives to containers.</summary>
internal static class HostsFile
{
    private const string Localhost = """
        127.0.0.1	localhost
        ::1	localhost ip6-localhost ip6-loopback
        fe00::0	ip6-localnet
        fe00::0	ip6-mcastprefix
        fe00::1	ip6-allnodes
        fe00::2	ip6-allrouters

        """;

    public static string Of(V1Pod pod, string podIp, string hostname, string? fullName)
    {
        var text = new StringBuilder("# Kubernetes-managed hosts file.\n").Append(Localhost);
        text.Append(podIp).Append('\t').Append(fullName is null ? hostname : $"{fullName}\t{hostname}").Append('\n');
        return AddAliases(text, pod).ToString();
    }

    public static string OfHostNetwork(V1Pod pod, string hostFile) =>
        AddAliases(new StringBuilder("# Kubernetes-managed hosts file (host network).\n").Append(hostFile), pod).ToString();

    private static StringBuilder AddAliases(StringBuilder text, V1Pod pod)
    {
        if (pod.Spec.HostAliases is not { Count: > 0 } aliases)
            return text;
        text.Append("\n# Entries added by HostAliases.\n");
        foreach (var alias in aliases)
            text.Append(alias.Ip).Append('\t').AppendJoin('\t', alias.Hostnames ?? []).Append('\n');
        return text;
    }
}
