using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using static Kube.Kubelet.Tests.Pods.PodFactsBuilder;

namespace Kube.Kubelet.Tests.Pods;

public sealed class PodPlannerTests
{
    [Fact]
    public void Plan_NewPod_MountsVolumesThenStartsSandbox()
    {
        var facts = new PodFacts(Pod(Container("c")), PodObservation.Empty, Now);

        Assert.Equal([new MountVolumes()], PodPlanner.Plan(facts).Actions);
        Assert.Equal([new StartSandbox(0)], PodPlanner.Plan(facts with { VolumesMounted = true }).Actions);
    }

    [Fact]
    public void Plan_SandboxStands_StartsEveryContainer()
    {
        var plan = PodPlanner.Plan(Facts(Pod(Container("a"), Container("b"))));

        Assert.Equal(["a", "b"], plan.Actions.Cast<StartContainer>().Select(start => start.Container.Name));
    }

    [Fact]
    public void Plan_AllRun_DoesNothing()
    {
        var container = Container("c");

        Assert.Empty(PodPlanner.Plan(Facts(Pod(container), Running(container))).Actions);
    }

    [Fact]
    public void Plan_InitContainers_OneAfterTheOther()
    {
        var (first, second) = (Container("first"), Container("second"));
        var pod = Pod(Container("c"));
        pod.Spec.InitContainers = [first, second];

        Assert.Equal("first", Started(Facts(pod)));
        Assert.Empty(PodPlanner.Plan(Facts(pod, Running(first))).Actions);
        Assert.Equal("second", Started(Facts(pod, Exited(first, 0))));
        Assert.Equal("c", Started(Facts(pod, Exited(second, 0), Exited(first, 0))));
    }

    [Fact]
    public void Plan_Sidecar_HoldsTheOthersUntilItStarted()
    {
        var sidecar = Container("side", container =>
        {
            container.RestartPolicy = "Always";
            container.StartupProbe = new V1Probe();
        });
        var pod = Pod(Container("c"));
        pod.Spec.InitContainers = [sidecar];
        var facts = Facts(pod, Running(sidecar));

        Assert.Empty(PodPlanner.Plan(facts).Actions);
        Assert.Equal("c", Started(facts with { Verdicts = new Dictionary<string, ContainerVerdict> { ["side-0"] = new(true, null, null) } }));
    }

    [Fact]
    public void Plan_OnlySidecarsLeft_StopsThePod()
    {
        var sidecar = Container("side", container => container.RestartPolicy = "Always");
        var main = Container("c");
        var pod = Pod(main);
        pod.Spec.RestartPolicy = "Never";
        pod.Spec.InitContainers = [sidecar];

        Assert.IsType<StopPod>(Assert.Single(PodPlanner.Plan(Facts(pod, Exited(main, 0), Running(sidecar))).Actions));
    }

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 1, true)]
    [InlineData("Never", 1, false)]
    public void Plan_ContainerEnded_RestartsByPolicy(string policy, int exitCode, bool restarts)
    {
        var (ended, other) = (Container("ended"), Container("other"));
        var pod = Pod(ended, other);
        pod.Spec.RestartPolicy = policy;

        var actions = PodPlanner.Plan(Facts(pod, Exited(ended, exitCode), Running(other))).Actions;

        Assert.Equal(restarts ? [("ended", 1)] : [], actions.Cast<StartContainer>().Select(start => (start.Container.Name, start.RestartCount)));
    }

    [Fact]
    public void Plan_InBackOff_WaitsAndSaysUntilWhen()
    {
        var container = Container("c");
        var facts = Facts(Pod(container), Exited(container, 1, restarts: 2)) with
        {
            RestartDelays = new Dictionary<string, TimeSpan> { ["c"] = TimeSpan.FromSeconds(160) },
        };

        var plan = PodPlanner.Plan(facts);

        Assert.Empty(plan.Actions);
        Assert.Equal("CrashLoopBackOff", plan.Waiting["c"].Reason);
        Assert.Equal("back-off 2m40s restarting failed container=c pod=p_ns(uid)", plan.Waiting["c"].Message);
        Assert.Equal(Now.AddSeconds(155), plan.WakeAt);
    }

    [Fact]
    public void Plan_CreatedButNeverStarted_IsMadeAgainWithItsNumber()
    {
        var container = Container("c");
        var created = Running(container, restarts: 2) with { State = ContainerState.Created };

        Assert.Equal(2, Assert.IsType<StartContainer>(Assert.Single(PodPlanner.Plan(Facts(Pod(container), created)).Actions)).RestartCount);
    }

    [Fact]
    public void Plan_LivenessFailed_StopsTheContainerWithTheProbesGrace()
    {
        var container = Container("c", spec => spec.LivenessProbe = new V1Probe { TerminationGracePeriodSeconds = 5 });
        var facts = Facts(Pod(container), Running(container)) with
        {
            Verdicts = new Dictionary<string, ContainerVerdict> { ["c-0"] = new(null, null, "liveness") },
        };

        var stop = Assert.IsType<StopContainer>(Assert.Single(PodPlanner.Plan(facts).Actions));
        Assert.Equal(("Container c failed liveness probe, will be restarted", 5L), (stop.Message, stop.Grace));
    }

    [Fact]
    public void Plan_ImageChanged_RestartsTheContainer()
    {
        var container = Container("c");
        var old = Running(Container("c", spec => spec.Image = "old"));

        Assert.Equal(
            "Container c definition changed, will be restarted",
            Assert.IsType<StopContainer>(Assert.Single(PodPlanner.Plan(Facts(Pod(container), old)).Actions)).Message);
    }

    [Fact]
    public void Plan_SandboxDied_StopsWhatRunsAndStartsAnother()
    {
        var container = Container("c");
        var facts = Facts(Pod(container), Running(container)) with
        {
            Observed = new PodObservation([Sandbox(running: false)], [Running(container)]),
        };

        Assert.Equal([new StopPod(30, SandboxChanged: true), new StartSandbox(1)], PodPlanner.Plan(facts).Actions);
    }

    [Fact]
    public void Plan_Deleted_StopsWithTheAskedGraceAndThenForgets()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Metadata.DeletionTimestamp = Now.UtcDateTime;
        pod.Metadata.DeletionGracePeriodSeconds = 7;
        var stopped = Facts(pod, Exited(container, 0)) with { Observed = new PodObservation([Sandbox(running: false)], [Exited(container, 0)]) };

        Assert.Equal([new StopPod(7)], PodPlanner.Plan(Facts(pod, Running(container))).Actions);
        Assert.Equal([new ForgetPod()], PodPlanner.Plan(stopped).Actions);
    }

    [Fact]
    public void Plan_GoneFromTheApi_IsTakenAwayEvenWithoutItsSpec()
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Uid = "uid" } };
        var facts = new PodFacts(pod, new PodObservation([Sandbox()], []), Now) { Gone = true };

        Assert.Equal([new StopPod(1)], PodPlanner.Plan(facts).Actions);
    }

    [Fact]
    public void Plan_DeadlineOver_StopsThePodButKeepsItsContainers()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Spec.ActiveDeadlineSeconds = 60;

        Assert.Equal([new StopPod(30)], PodPlanner.Plan(Facts(pod, Running(container))).Actions);
    }

    [Fact]
    public void Plan_DeadlineAhead_WakesThen()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Spec.ActiveDeadlineSeconds = 100;

        Assert.Equal(Now.AddSeconds(40), PodPlanner.Plan(Facts(pod, Running(container))).WakeAt);
    }

    [Fact]
    public void Plan_ManyRuns_KeepsTheLastTwo()
    {
        var container = Container("c");
        var facts = Facts(Pod(container), Running(container, 3), Exited(container, 1, 2), Exited(container, 1, 1), Exited(container, 1, 0));

        Assert.Equal([new RemoveContainer("c-1"), new RemoveContainer("c-0")], PodPlanner.Plan(facts).Actions);
    }

    private static string Started(PodFacts facts) =>
        Assert.IsType<StartContainer>(Assert.Single(PodPlanner.Plan(facts).Actions)).Container.Name;
}
