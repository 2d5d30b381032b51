namespace Kube.Kubelet;

/// <summary>The API's times (<c>metav1.Time</c>) have whole seconds; a fraction would differ from what is read back.</summary>
internal static class ApiTime
{
    public static DateTime Seconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
