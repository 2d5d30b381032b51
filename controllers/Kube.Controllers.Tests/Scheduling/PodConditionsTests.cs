using k8s.Models;
using Kube.Controllers.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Scheduling;

public sealed class PodConditionsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Changed_New_HasTheTimeOfNow()
        => Assert.Equal(_time.GetUtcNow().UtcDateTime, PodConditions.Changed(Given.Pod(), Condition("why"), _time)?.LastTransitionTime);

    [Fact]
    public void Changed_OtherMessage_KeepsTheTimeOfTheStatus()
    {
        var since = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var pod = Given.Pod() with { Status = new V1PodStatus { Conditions = [Condition("before") with { LastTransitionTime = since }] } };

        Assert.Equal(since, PodConditions.Changed(pod, Condition("after"), _time)?.LastTransitionTime);
    }

    [Fact]
    public void Changed_ShownAlready_IsNothing()
        => Assert.Null(PodConditions.Changed(Given.Pod() with { Status = new V1PodStatus { Conditions = [Condition("why")] } }, Condition("why"), _time));

    private static V1PodCondition Condition(string message) => new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = message };
}
