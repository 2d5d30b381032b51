using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>SELinux keeps containers in: no user or role of one's own, and only types made for containers.</summary>
internal sealed class SELinuxOptions : PolicyCheck
{
    private static readonly HashSet<string> Types = ["", "container_t", "container_init_t", "container_kvm_t"];

    public override string Id => "seLinuxOptions";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        bool BadType(JsonMap options) => !Types.Contains(options.Text("type")) && (minor < 31 || options.Text("type") != "container_engine_t");
        bool IsBad(JsonMap context) => context.Part("seLinuxOptions") is var options && (BadType(options) || options.Text("user").Length > 0 || options.Text("role").Length > 0);

        var (podIsBad, bad) = (IsBad(pod.SecurityContext), pod.Where(IsBad));
        if (!podIsBad && bad.Count == 0) return null;
        var all = pod.Containers.Select(container => container.Part("securityContext")).Append(pod.SecurityContext).Select(context => context.Part("seLinuxOptions")).ToList();
        var types = Wording.Sorted(all.Where(BadType).Select(options => options.Text("type")));
        var details = new List<string>();
        if (types.Count > 0) details.Add(Wording.Named("type", types));
        if (all.Exists(options => options.Text("user").Length > 0)) details.Add("user may not be set");
        if (all.Exists(options => options.Text("role").Length > 0)) details.Add("role may not be set");
        return new("seLinuxOptions", $"{Wording.Setters(podIsBad, bad)} set forbidden securityContext.seLinuxOptions: {string.Join("; ", details)}");
    }
}
