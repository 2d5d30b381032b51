using Kube.Controllers.Scheduling;

namespace Kube.Controllers.Tests.Scheduling;

public sealed class FailureMessagesTests
{
    [Fact]
    public void ForEvent_TooLong_IsCutTo1024()
    {
        var message = FailureMessages.ForEvent(new string('x', 2000));

        Assert.Equal(1024, message.Length);
        Assert.EndsWith("x ...", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForEvent_Short_Stays() => Assert.Equal("short", FailureMessages.ForEvent("short"));
}
