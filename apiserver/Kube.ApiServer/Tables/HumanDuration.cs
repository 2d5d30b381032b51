namespace Kube.ApiServer.Tables;

/// <summary>Ages as kubectl users know them: <c>apimachinery/pkg/util/duration.HumanDuration</c>.</summary>
internal static class HumanDuration
{
    public static string Format(TimeSpan duration)
    {
        // A little of the future is clock skew; more is an error.
        var seconds = (long)duration.TotalSeconds;
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 120) return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10) return Pair(minutes, "m", seconds % 60, "s");
        if (minutes < 180) return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8) return Pair(hours, "h", minutes % 60, "m");
        if (hours < 48) return $"{hours}h";
        var days = hours / 24;
        if (days < 8) return Pair(days, "d", hours % 24, "h");
        if (days < 365 * 2) return $"{days}d";
        var years = days / 365;
        return years < 8 ? Pair(years, "y", days % 365, "d") : $"{years}y";
    }

    private static string Pair(long whole, string unit, long rest, string smaller) =>
        rest == 0 ? $"{whole}{unit}" : $"{whole}{unit}{rest}{smaller}";
}
