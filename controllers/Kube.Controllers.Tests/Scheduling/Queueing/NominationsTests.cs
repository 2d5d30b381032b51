using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Tests.Scheduling.Queueing;

public sealed class NominationsTests
{
    private readonly Nominations _nominations = new();

    [Fact]
    public void Set_Again_Moves()
    {
        var pod = new PodInfo(Given.Pod());
        _nominations.Set(pod, "a");

        _nominations.Set(pod, "b");

        Assert.Empty(_nominations.On("a"));
        Assert.Same(pod, Assert.Single(_nominations.On("b")));
    }

    [Fact]
    public void Update_NotShownYet_Stays()
    {
        var pod = Given.Pod();
        _nominations.Set(new PodInfo(pod), "a");

        _nominations.Update(pod, new PodInfo(pod));

        Assert.Single(_nominations.On("a"));
    }

    [Fact]
    public void Update_NoLongerShown_Goes()
    {
        var pod = Given.Pod();
        _nominations.Update(null, new PodInfo(pod.Nominated("a")));

        _nominations.Update(pod.Nominated("a"), new PodInfo(pod));

        Assert.Empty(_nominations.On("a"));
    }
}
