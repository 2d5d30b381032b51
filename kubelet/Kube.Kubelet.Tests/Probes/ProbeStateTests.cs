using Kube.Kubelet.Probes;

namespace Kube.Kubelet.Tests.Probes;

public sealed class ProbeStateTests
{
    [Fact]
    public void Record_FailuresBelowThreshold_ChangeNothing()
    {
        var state = new ProbeState(initial: true, successThreshold: 1, failureThreshold: 3);

        Assert.Equal([false, false, true], new[] { state.Record(false), state.Record(false), state.Record(false) });
        Assert.False(state.Result);
    }

    [Fact]
    public void Record_SuccessBetweenFailures_BeginsTheCountAnew()
    {
        var state = new ProbeState(initial: true, successThreshold: 1, failureThreshold: 2);
        state.Record(false);
        state.Record(true);
        state.Record(false);

        Assert.True(state.Result);
    }

    [Fact]
    public void Record_SuccessThreshold_NeedsThatManyInARow()
    {
        var state = new ProbeState(initial: false, successThreshold: 2, failureThreshold: 1);

        Assert.False(state.Record(true));
        Assert.True(state.Record(true));
        Assert.True(state.Result);
    }
}
