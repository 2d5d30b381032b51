using Kube.Kubelet.Pods;
using static Kube.Kubelet.Tests.Pods.PodFactsBuilder;

namespace Kube.Kubelet.Tests.Pods;

public sealed class RestartBackOffTests
{
    [Fact]
    public void DelayAfter_FirstEnd_IsNone() => Assert.Equal(TimeSpan.Zero, new RestartBackOff().DelayAfter(Now));

    [Fact]
    public void DelayAfter_EachRestart_DoublesUpToFiveMinutes()
    {
        var backOff = new RestartBackOff();
        var delays = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            backOff.Restarted(Now, Now);
            delays.Add(backOff.DelayAfter(Now.AddSeconds(1)).TotalSeconds);
        }

        Assert.Equal([10, 20, 40, 80, 160, 300, 300], delays);
    }

    [Fact]
    public void DelayAfter_TenGoodMinutes_BeginsAnew()
    {
        var backOff = new RestartBackOff();
        backOff.Restarted(Now, Now);
        backOff.Restarted(Now, Now);
        var later = Now.AddMinutes(11);

        Assert.Equal(TimeSpan.Zero, backOff.DelayAfter(later));
        backOff.Restarted(later, later);
        Assert.Equal(TimeSpan.FromSeconds(10), backOff.DelayAfter(later));
    }
}
