using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Status;
using static Kube.Kubelet.Tests.Pods.PodFactsBuilder;

namespace Kube.Kubelet.Tests.Status;

public sealed class PodStatusBuilderTests
{
    private const string HostIp = "192.168.0.1";

    [Fact]
    public void Build_NothingYet_IsPendingAndCreating()
    {
        var status = Build(new PodFacts(Pod(Container("c")), PodObservation.Empty, Now) { StartTime = Now });

        Assert.Equal("Pending", status.Phase);
        Assert.Equal(("c", "ContainerCreating"), (status.ContainerStatuses[0].Name, status.ContainerStatuses[0].State.Waiting.Reason));
        Assert.Equal("containers with unready status: [c]", Condition(status, "Ready").Message);
        Assert.Equal(("ContainersNotReady", "False"), (Condition(status, "ContainersReady").Reason, Condition(status, "PodReadyToStartContainers").Status));
        Assert.Null(status.PodIP);
    }

    [Fact]
    public void Build_Running_IsReadyWithItsAddresses()
    {
        var container = Container("c");
        var status = Build(Facts(Pod(container), Running(container)));

        Assert.Equal(("Running", "10.0.0.2", HostIp), (status.Phase, status.PodIP, status.HostIP));
        Assert.Equal(("docker://c-0", true, true), (status.ContainerStatuses[0].ContainerID, status.ContainerStatuses[0].Ready, status.ContainerStatuses[0].Started == true));
        Assert.All(status.Conditions, condition => Assert.Equal(("True", 3L), (condition.Status, condition.ObservedGeneration)));
    }

    [Fact]
    public void Build_ReadinessUnknown_IsNotReady()
    {
        var container = Container("c", spec => spec.ReadinessProbe = new V1Probe());
        var facts = Facts(Pod(container), Running(container));

        Assert.False(Build(facts).ContainerStatuses[0].Ready);
        Assert.True(Build(facts with { Verdicts = new Dictionary<string, ContainerVerdict> { ["c-0"] = new(null, true, null) } }).ContainerStatuses[0].Ready);
    }

    [Fact]
    public void Build_InitContainerRuns_OthersWaitForIt()
    {
        var init = Container("init");
        var pod = Pod(Container("c"));
        pod.Spec.InitContainers = [init];

        var status = Build(Facts(pod, Running(init)));

        Assert.Equal(("Pending", "PodInitializing"), (status.Phase, status.ContainerStatuses[0].State.Waiting.Reason));
        Assert.Equal("containers with incomplete status: [init]", Condition(status, "Initialized").Message);
    }

    [Theory]
    [InlineData(0, "Succeeded", "Completed", "PodCompleted")]
    [InlineData(2, "Failed", "Error", "PodFailed")]
    public void Build_EndedForGood_IsFinal(int exitCode, string phase, string reason, string condition)
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Spec.RestartPolicy = "Never";

        var status = Build(Facts(pod, Exited(container, exitCode)));

        Assert.Equal((phase, reason, condition), (status.Phase, status.ContainerStatuses[0].State.Terminated.Reason, Condition(status, "Ready").Reason));
    }

    [Fact]
    public void Build_CrashLooping_KeepsRunningAndShowsTheLastEnd()
    {
        var container = Container("c");
        var facts = Facts(Pod(container), Exited(container, 9, restarts: 1)) with
        {
            RestartDelays = new Dictionary<string, TimeSpan> { ["c"] = TimeSpan.FromSeconds(10) },
        };

        var status = Build(facts);

        Assert.Equal(("Running", "CrashLoopBackOff", 9), (status.Phase, status.ContainerStatuses[0].State.Waiting.Reason, status.ContainerStatuses[0].LastState.Terminated.ExitCode));
    }

    [Fact]
    public void Build_OutOfMemory_SaysSo()
    {
        var container = Container("c");

        var status = Build(Facts(Pod(container, Container("other")), Exited(container, 137) with { OomKilled = true }));

        Assert.Equal("OOMKilled", status.ContainerStatuses[0].State.Terminated.Reason);
    }

    [Fact]
    public void Build_DeadlineOver_Fails()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Spec.ActiveDeadlineSeconds = 10;

        var status = Build(Facts(pod, Running(container)));

        Assert.Equal(("Failed", "DeadlineExceeded"), (status.Phase, status.Reason));
    }

    [Fact]
    public void Build_DeletedWhileRunningForEver_EndsByItsExitCodes()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Metadata.DeletionTimestamp = Now.UtcDateTime;
        var facts = Facts(pod) with { Observed = new PodObservation([Sandbox(running: false)], [Exited(container, 137)]) };

        Assert.Equal("Failed", Build(facts).Phase);
    }

    [Fact]
    public void Build_ReadinessGateClosed_NamesIt()
    {
        var container = Container("c");
        var pod = Pod(container);
        pod.Spec.ReadinessGates = [new V1PodReadinessGate { ConditionType = "example.com/ok" }];

        Assert.Equal(
            "corresponding condition of pod readiness gate \"example.com/ok\" does not exist.",
            Condition(Build(Facts(pod, Running(container))), "Ready").Message);
    }

    [Fact]
    public void Build_ConditionUnchanged_KeepsItsTransitionTime()
    {
        var container = Container("c");
        var facts = Facts(Pod(container), Running(container));
        var before = Build(facts);

        var after = PodStatusBuilder.Build(facts with { Now = Now.AddHours(1) }, PodPlanner.Plan(facts), before, HostIp);

        Assert.Equal(Now.UtcDateTime, Condition(after, "Ready").LastTransitionTime);
    }

    private static V1PodStatus Build(PodFacts facts) => PodStatusBuilder.Build(facts, PodPlanner.Plan(facts), null, HostIp);

    private static V1PodCondition Condition(V1PodStatus status, string type) => status.Conditions.Single(condition => condition.Type == type);
}
