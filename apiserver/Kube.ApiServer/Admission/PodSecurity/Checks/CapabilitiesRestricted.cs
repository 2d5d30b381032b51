using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Containers drop all capabilities and add at most the one for low ports.</summary>
internal sealed class CapabilitiesRestricted : PolicyCheck
{
    public override string Id => "capabilities_restricted";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override int Since => 22;

    public override string Replaces => "capabilities_baseline";

    public override Violation? Check(CheckedPod pod, int minor)
    {
        if (minor >= 25 && pod.IsWindows) return null;
        var added = new List<string>();
        var keeping = pod.Where(context => !context.Part("capabilities").Strings("drop").Contains("ALL"));
        var adding = pod.Where(context =>
        {
            var forbidden = context.Part("capabilities").Strings("add").Where(name => name != "NET_BIND_SERVICE").ToList();
            added.AddRange(forbidden);
            return forbidden.Count > 0;
        });
        var details = new List<string>();
        if (keeping.Count > 0) details.Add($"{Wording.Containers(keeping)} must set securityContext.capabilities.drop=[\"ALL\"]");
        if (adding.Count > 0) details.Add($"{Wording.Containers(adding)} must not include {Wording.Quote(Wording.Sorted(added))} in securityContext.capabilities.add");
        return details.Count == 0 ? null : new("unrestricted capabilities", string.Join("; ", details));
    }
}
