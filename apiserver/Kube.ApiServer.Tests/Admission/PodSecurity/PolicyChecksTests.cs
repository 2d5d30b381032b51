using Kube.ApiServer.Admission.PodSecurity;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Admission.PodSecurity;

public sealed class PolicyChecksTests
{
    /// <summary>A pod that meets the restricted standard of every version.</summary>
    private const string Good = """
        "securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},
        "containers":[{"name":"a","securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]
        """;

    [Theory]
    [InlineData("""{"hostNetwork":true,"hostIPC":true}""", "host namespaces (hostNetwork=true, hostIPC=true)")]
    [InlineData("""{"volumes":[{"name":"v","hostPath":{"path":"/"}}]}""", "hostPath volumes (volume \"v\")")]
    [InlineData("""{"containers":[{"name":"a","ports":[{"hostPort":80},{"hostPort":443}]},{"name":"b","ports":[{"hostPort":80}]}]}""", "hostPort (containers \"a\", \"b\" use hostPorts 443, 80)")]
    [InlineData("""{"containers":[{"name":"a","securityContext":{"privileged":true}}]}""", "privileged (container \"a\" must not set securityContext.privileged=true)")]
    [InlineData("""{"initContainers":[{"name":"i","securityContext":{"capabilities":{"add":["NET_RAW","CHOWN","BPF"]}}}]}""", "non-default capabilities (container \"i\" must not include \"BPF\", \"NET_RAW\" in securityContext.capabilities.add)")]
    [InlineData("""{"containers":[{"name":"a","securityContext":{"procMount":"Unmasked"}}]}""", "procMount (container \"a\" must not set securityContext.procMount to \"Unmasked\")")]
    [InlineData("""{"hostUsers":false,"containers":[{"name":"a","securityContext":{"procMount":"Unmasked"}}]}""", "")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"spc_t","user":"u"}}}""", "seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type \"spc_t\"; user may not be set)")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"container_engine_t"}}}""", "")]
    [InlineData("""{"securityContext":{"seccompProfile":{"type":"Unconfined"}},"containers":[{"name":"a","securityContext":{"seccompProfile":{"type":"Unconfined"}}}]}""", "seccompProfile (pod and container \"a\" must not set securityContext.seccompProfile.type to \"Unconfined\")")]
    [InlineData("""{"securityContext":{"appArmorProfile":{"type":"Unconfined"}}}""", "forbidden AppArmor profile (pod must not set AppArmor profile type to \"Unconfined\")")]
    [InlineData("""{"securityContext":{"sysctls":[{"name":"kernel.msgmax"},{"name":"net.ipv4.tcp_rmem"}]}}""", "forbidden sysctls (kernel.msgmax)")]
    [InlineData("""{"securityContext":{"windowsOptions":{"hostProcess":true}}}""", "hostProcess (pod must not set securityContext.windowsOptions.hostProcess=true)")]
    [InlineData("""{"containers":[{"name":"a","livenessProbe":{"httpGet":{"host":"h"}},"lifecycle":{"preStop":{"tcpSocket":{"host":"g"}}}}]}""", "probe or lifecycle host (container \"a\" uses probe or lifecycle hosts \"g\", \"h\")")]
    [InlineData("{}", "")]
    public void Violations_Baseline_SaysWhatAndWho(string spec, string expected) => Assert.Equal(expected, Violations("baseline", "latest", spec));

    [Theory]
    [InlineData("", "")]
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"}]}""", "allowPrivilegeEscalation != false (containers \"a\", \"b\" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers \"a\", \"b\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or containers \"a\", \"b\" must set securityContext.runAsNonRoot=true), seccompProfile (pod or containers \"a\", \"b\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")")]
    [InlineData("""{"os":{"name":"windows"},"securityContext":{"runAsNonRoot":true},"containers":[{"name":"a"}]}""", "")]
    [InlineData("""{"volumes":[{"name":"v","hostPath":{"path":"/"}},{"name":"n","nfs":{}},{"name":"s","secret":{}}]}""", "restricted volume types (volumes \"v\", \"n\" use restricted volume types \"hostPath\", \"nfs\")")]
    [InlineData("""{"securityContext":{"runAsNonRoot":false,"runAsUser":0,"seccompProfile":{"type":"Localhost"}}}""", "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false), runAsUser=0 (pod must not set runAsUser=0)")]
    public void Violations_Restricted_SaysWhatAndWho(string spec, string expected) =>
        Assert.Equal(expected, Violations("restricted", "latest", spec.Length == 0 ? $"{{{Good}}}" : spec));

    [Theory]
    [InlineData("baseline", "v1.26", """{"securityContext":{"sysctls":[{"name":"net.ipv4.ip_local_reserved_ports"}]}}""", "forbidden sysctls (net.ipv4.ip_local_reserved_ports)")]
    [InlineData("baseline", "v1.27", """{"securityContext":{"sysctls":[{"name":"net.ipv4.ip_local_reserved_ports"}]}}""", "")]
    [InlineData("baseline", "v1.33", """{"containers":[{"name":"a","livenessProbe":{"httpGet":{"host":"h"}}}]}""", "")]
    [InlineData("baseline", "v1.30", """{"securityContext":{"seLinuxOptions":{"type":"container_engine_t"}}}""", "seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type \"container_engine_t\")")]
    [InlineData("baseline", "v1.18", """{"securityContext":{"seccompProfile":{"type":"Unconfined"}}}""", "")]
    [InlineData("restricted", "v1.7", """{"securityContext":{"runAsNonRoot":true},"containers":[{"name":"a"}]}""", "")]
    [InlineData("restricted", "v1.99", """{"containers":[]}""", "")]
    [InlineData("privileged", "latest", """{"hostNetwork":true}""", "")]
    public void Violations_OfVersion_AppliesWhatItHad(string level, string version, string spec, string expected) => Assert.Equal(expected, Violations(level, version, spec));

    private static string Violations(string level, string version, string spec) => string.Join(", ", PolicyChecks.Violations(
        new Standard(PolicyLabels.ParseLevel(level)!.Value, PolicyVersion.Parse(version)!.Value), new CheckedPod([], (JsonMap)JsonReader.Read(spec)!)));
}
