namespace Kube.Machinery.Tests;

/// <summary>A clock that somebody sets, beside which time goes on as it does.</summary>
internal sealed class JumpingClock(TimeProvider time) : TimeProvider
{
    /// <summary>How far it was set forth, or back.</summary>
    public TimeSpan Jump { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
