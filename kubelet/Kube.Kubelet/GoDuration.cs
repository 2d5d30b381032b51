using System.Globalization;

namespace Kube.Kubelet;

/// <summary>Durations as Go prints them (<c>1.5s</c>, <c>20ms</c>, <c>2m40s</c>), which upstream's messages show.</summary>
internal static class GoDuration
{
    public static string Text(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0s",
        { TotalMilliseconds: < 1 } => Number(duration.TotalMicroseconds, "µs"),
        { TotalSeconds: < 1 } => Number(duration.TotalMilliseconds, "ms"),
        { TotalMinutes: < 1 } => Number(duration.TotalSeconds, "s"),
        { TotalHours: < 1 } => $"{duration.Minutes}m{Number(duration.TotalSeconds % 60, "s")}",
        _ => $"{(int)duration.TotalHours}h{duration.Minutes}m{Number(duration.TotalSeconds % 60, "s")}",
    };

    private static string Number(double value, string unit) => value.ToString("0.######", CultureInfo.InvariantCulture) + unit;
}
