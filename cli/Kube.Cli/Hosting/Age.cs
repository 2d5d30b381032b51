namespace Kube.Cli.Hosting;

/// <summary>A duration in one or two units, as kubectl's AGE column shows it.</summary>
internal static class Age
{
    public static string Of(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => $"{(int)age.TotalSeconds}s",
        { TotalMinutes: < 10 } => $"{age.Minutes}m{Rest(age.Seconds, 's')}",
        { TotalHours: < 3 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 8 } => $"{age.Hours}h{Rest(age.Minutes, 'm')}",
        { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
        { TotalDays: < 8 } => $"{age.Days}d{Rest(age.Hours, 'h')}",
        _ => $"{age.Days}d",
    };

    private static string Rest(int count, char unit) => count == 0 ? "" : $"{count}{unit}";
}
