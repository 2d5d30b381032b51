using System.Globalization;

namespace Kube.Cli.Processes;

/// <summary>
/// One process, told apart from any later one that is given the same number: by when it started (in clock ticks since boot,
/// field 22 of <c>/proc/PID/stat</c>, proc(5)) and by the boot itself.
/// </summary>
internal sealed record ProcessIdentity(int Id, long StartTicks, string Boot)
{
    /// <summary>Null where no such process runs. A zombie has ended: it only waits for a parent that never asks.</summary>
    public static ProcessIdentity? Of(int id) =>
        ProcessStat.Read(id) is { State: not 'Z' and not 'X' } stat ? new ProcessIdentity(id, stat.StartTicks, CurrentBoot()) : null;

    public bool IsRunning => Of(Id) == this;

    public override string ToString() => $"{Id} {StartTicks} {Boot}";

    /// <summary>Null where the text is not one that <see cref="ToString"/> gives.</summary>
    public static ProcessIdentity? Parse(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var id, var ticks, var boot]
        && int.TryParse(id, NumberStyles.None, null, out var idNumber)
        && long.TryParse(ticks, NumberStyles.None, null, out var ticksNumber)
            ? new ProcessIdentity(idNumber, ticksNumber, boot)
            : null;

    private static string CurrentBoot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
