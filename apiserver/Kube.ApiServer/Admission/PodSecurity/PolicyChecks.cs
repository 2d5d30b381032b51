using Kube.ApiServer.Admission.PodSecurity.Checks;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>All checks, and which of them make up a standard.</summary>
internal static class PolicyChecks
{
    /// <summary>The last version that changed a check: every later one is the same.</summary>
    private const int NewestMinor = 35;

    private static readonly PolicyCheck[] Baseline =
    [
        new AppArmorProfile(), new CapabilitiesBaseline(), new HostNamespaces(), new HostPathVolumes(), new HostPorts(), new HostProbesAndLifecycle(),
        new Privileged(), new ProcMountBaseline(), new SELinuxOptions(), new SeccompProfileBaseline(), new Sysctls(), new WindowsHostProcess(),
    ];

    private static readonly PolicyCheck[] Restricted =
    [
        new AllowPrivilegeEscalation(), new CapabilitiesRestricted(), new ProcMountRestricted(), new RestrictedVolumes(), new RunAsNonRoot(),
        new RunAsUser(), new SeccompProfileRestricted(),
    ];

    // By minor version: what applies, baseline first, each in the order of its id.
    private static readonly PolicyCheck[][] BaselineOf = [.. Enumerable.Range(0, NewestMinor + 1).Select(minor => In(Baseline, minor).ToArray())];
    private static readonly PolicyCheck[][] RestrictedOf = [.. Enumerable.Range(0, NewestMinor + 1).Select(Strict)];

    /// <summary>Everything about a pod that does not meet a standard.</summary>
    public static IReadOnlyList<Violation> Violations(Standard standard, CheckedPod pod)
    {
        if (standard.IsPrivileged) return [];
        var minor = Math.Min(standard.Version.Minor, NewestMinor);
        var checks = standard.Level == PolicyLevel.Baseline ? BaselineOf[minor] : RestrictedOf[minor];
        List<Violation>? found = null;
        foreach (var check in checks)
        {
            if (check.Check(pod, minor) is { } violation) (found ??= []).Add(violation);
        }
        return found ?? (IReadOnlyList<Violation>)[];
    }

    private static PolicyCheck[] Strict(int minor)
    {
        var replaced = In(Restricted, minor).Select(check => check.Replaces).ToHashSet();
        return [.. In(Baseline, minor).Where(check => !replaced.Contains(check.Id)), .. In(Restricted, minor)];
    }

    private static IEnumerable<PolicyCheck> In(PolicyCheck[] checks, int minor) => checks.Where(check => check.Since <= minor).OrderBy(check => check.Id, StringComparer.Ordinal);
}
