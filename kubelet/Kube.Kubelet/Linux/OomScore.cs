using System.Globalization;

namespace Kube.Kubelet.Linux;

/// <summary>
/// How far processes may be protected from the kernel's out-of-memory killer. Where the machine withholds
/// CAP_SYS_RESOURCE, as nested containers and small VMs do, asking for more makes every start fail.
/// </summary>
internal static class OomScore
{
    private const int SysResource = 24;

    private static readonly int Least = MayLower() ? -1000 : Own();

    public static int AtLeastAllowed(int wanted) => Math.Max(wanted, Least);

    private static bool MayLower()
    {
        var effective = File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapEff:", StringComparison.Ordinal)).Split(':')[1].Trim();
        return (ulong.Parse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> SysResource & 1) == 1;
    }

    private static int Own() => int.Parse(File.ReadAllText("/proc/self/oom_score_adj"), CultureInfo.InvariantCulture);
}
