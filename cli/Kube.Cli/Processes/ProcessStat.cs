using System.Globalization;

namespace Kube.Cli.Processes;

/// <summary>What <c>/proc/PID/stat</c> says of a process (proc(5)).</summary>
internal sealed record ProcessStat(char State, long StartTicks, long ResidentBytes)
{
    private const long TicksPerSecond = 100; // USER_HZ is 100 on every architecture Linux shows it for.

    public static ProcessStat? Read(int id)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return null; // It has ended, or ended while being read.
        }
    }

    /// <summary>Fields are counted after the name, which stands in parentheses and may hold anything.</summary>
    public static ProcessStat Parse(string text)
    {
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(
            fields[0][0],
            long.Parse(fields[19], CultureInfo.InvariantCulture),
            long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
    }

    public TimeSpan UpTime()
    {
        var sinceBoot = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(Math.Max(0, sinceBoot - ((double)StartTicks / TicksPerSecond)));
    }
}
