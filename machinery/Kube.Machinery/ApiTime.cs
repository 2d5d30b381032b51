namespace Kube.Machinery;

/// <summary>Times as the API writes them.</summary>
public static class ApiTime
{
    /// <summary>
    /// A <c>MicroTime</c>: microseconds, never zero of them, because KubernetesClient would then leave out the fraction
    /// which Go's parser of this type demands.
    /// </summary>
    public static DateTime Micro(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond);
        if (ticks % TimeSpan.TicksPerSecond == 0)
            ticks += TimeSpan.TicksPerMicrosecond;
        return new DateTime(ticks, DateTimeKind.Utc);
    }

    /// <summary>A <c>Time</c>: whole seconds.</summary>
    public static DateTime Seconds(DateTimeOffset time)
        => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
