using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Only kernel parameters that touch nobody but the pod are set.</summary>
internal sealed class Sysctls : PolicyCheck
{
    /// <summary>The parameters and the version that allowed them first.</summary>
    private static readonly Dictionary<string, int> Allowed = new()
    {
        ["kernel.shm_rmid_forced"] = 0,
        ["net.ipv4.ip_local_port_range"] = 0,
        ["net.ipv4.tcp_syncookies"] = 0,
        ["net.ipv4.ping_group_range"] = 0,
        ["net.ipv4.ip_unprivileged_port_start"] = 0,
        ["net.ipv4.ip_local_reserved_ports"] = 27,
        ["net.ipv4.tcp_keepalive_time"] = 29,
        ["net.ipv4.tcp_fin_timeout"] = 29,
        ["net.ipv4.tcp_keepalive_intvl"] = 29,
        ["net.ipv4.tcp_keepalive_probes"] = 29,
        ["net.ipv4.tcp_rmem"] = 32,
        ["net.ipv4.tcp_wmem"] = 32,
    };

    public override string Id => "sysctls";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var bad = pod.SecurityContext.Maps("sysctls").Select(sysctl => sysctl.Text("name")).Where(name => Allowed.GetValueOrDefault(name, int.MaxValue) > minor).ToList();
        return bad.Count == 0 ? null : new("forbidden sysctls", string.Join(", ", bad));
    }
}
