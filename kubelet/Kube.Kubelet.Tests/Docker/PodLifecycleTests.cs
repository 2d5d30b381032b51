using k8s.Models;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Tests.Pods;

namespace Kube.Kubelet.Tests.Docker;

[Collection(nameof(DockerCollection))]
public sealed class PodLifecycleTests(DockerFixture docker)
{
    [Fact]
    public async Task Pod_OneContainer_RunsIsReadyAndIsRemovedWhenDeleted()
    {
        var pod = PodHarness.Pod("web", Container("c", "sleep 1000"));
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, pod);

        await harness.Api.UntilAsync(status => status.Conditions.Any(condition => condition is { Type: "Ready", Status: "True" }));
        var status = harness.Api.Status!;
        Assert.Equal("Running", status.Phase);
        Assert.StartsWith("10.211.0.", status.PodIP);
        Assert.Equal(["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"], status.Conditions.Select(condition => condition.Type));
        var container = Assert.Single(status.ContainerStatuses);
        Assert.StartsWith("docker://", container.ContainerID);
        Assert.Equal(DockerFixture.Image, container.Image);
        Assert.Equal(["Pulled", "Created", "Started"], harness.Api.Events.Select(item => item.Reason));

        harness.Delete(graceSeconds: 1);
        await harness.Api.UntilRemovedAsync();
        Assert.Contains(harness.Api.Events, item => item is ("Killing", "Stopping container c", "spec.containers{c}"));
        Assert.Equal(PodObservation.Empty.Containers, (await docker.Runtime.ObserveAsync(pod.Metadata.Uid, default)).Containers);
        Assert.False(Directory.Exists(harness.Directories.Of(pod.Metadata.Uid)));
    }

    [Fact]
    public async Task Pod_NeverRestartedAndExitsThree_FailsWithItsMessage()
    {
        var pod = PodHarness.Pod("job", Container("c", "echo last words > /dev/termination-log; exit 3"));
        pod.Spec.RestartPolicy = "Never";
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, pod);

        await harness.Api.UntilAsync(status => status.Phase == "Failed" && status.Conditions.Any(condition => condition is { Type: "PodReadyToStartContainers", Status: "False" }));
        var ended = harness.Api.Status!.ContainerStatuses[0].State.Terminated;
        Assert.Equal((3, "Error", "last words\n"), (ended.ExitCode, ended.Reason, ended.Message));
        Assert.Equal("PodFailed", harness.Api.Status.Conditions.First(condition => condition.Type == "Ready").Reason);
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Pod_KeepsCrashing_BacksOff()
    {
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, PodHarness.Pod("crash", Container("c", "exit 1")));

        await harness.Api.UntilAsync(status => status.ContainerStatuses[0].State.Waiting?.Reason == "CrashLoopBackOff");
        var container = harness.Api.Status!.ContainerStatuses[0];
        Assert.Equal(1, container.RestartCount);
        Assert.StartsWith("back-off 10s restarting failed container=c pod=crash_default(", container.State.Waiting.Message);
        Assert.Equal(1, container.LastState.Terminated.ExitCode);
        Assert.Equal("Running", harness.Api.Status.Phase);
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Pod_InitContainersAndVolumes_RunInOrderBeforeTheRest()
    {
        var mount = new V1VolumeMount { Name = "shared", MountPath = "/shared" };
        var pod = PodHarness.Pod("ordered", Container("main", "cat /shared/order /config/key; echo; exec sleep 1000", mount, new V1VolumeMount { Name = "config", MountPath = "/config" }));
        pod.Spec.InitContainers = [Container("first", "echo -n 1 >> /shared/order", mount), Container("second", "echo -n 2 >> /shared/order", mount)];
        pod.Spec.Volumes =
        [
            new V1Volume { Name = "shared", EmptyDir = new V1EmptyDirVolumeSource() },
            new V1Volume { Name = "config", ConfigMap = new V1ConfigMapVolumeSource { Name = "settings" } },
        ];
        var cluster = new InMemoryCluster { ConfigMaps = { ["settings"] = new V1ConfigMap { Data = new Dictionary<string, string> { ["key"] = "value" } } } };
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, pod, cluster);

        await harness.Api.UntilAsync(status => status.Phase == "Running");
        Assert.All(harness.Api.Status!.InitContainerStatuses, status => Assert.Equal("Completed", status.State.Terminated.Reason));
        Assert.Equal("12value\n", await LogAsync(pod, "main", "12value\n".Length));
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Pod_MissingConfigMap_WaitsAndStartsWhenItAppears()
    {
        var pod = PodHarness.Pod("waiting", Container("c", "sleep 1000"));
        pod.Spec.Volumes = [new V1Volume { Name = "config", ConfigMap = new V1ConfigMapVolumeSource { Name = "late" } }];
        var cluster = new InMemoryCluster();
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, pod, cluster);

        await harness.Api.UntilEventAsync("FailedMount");
        Assert.Contains(harness.Api.Events, item => item.Message == "MountVolume.SetUp failed for volume \"config\" : configmap \"late\" not found");
        Assert.Equal("ContainerCreating", harness.Api.Status!.ContainerStatuses[0].State.Waiting.Reason);
        cluster.ConfigMaps["late"] = new V1ConfigMap();
        await harness.Api.UntilAsync(status => status.Phase == "Running");
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Pod_ImageMissingAndNeverPulled_SaysSo()
    {
        var container = Container("c", "true");
        container.Image = "nowhere/nothing:1";
        container.ImagePullPolicy = "Never";
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, PodHarness.Pod("imageless", container));

        await harness.Api.UntilAsync(status => status.ContainerStatuses[0].State.Waiting?.Reason == "ErrImageNeverPull");
        Assert.Equal("Container image \"nowhere/nothing:1\" is not present with pull policy of Never", harness.Api.Status!.ContainerStatuses[0].State.Waiting.Message);
        Assert.Contains(harness.Api.Events, item => item is ("Failed", "Error: ErrImageNeverPull", "spec.containers{c}"));
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Pod_LivenessFails_IsRestarted()
    {
        var container = Container("c", "touch /tmp/well; sleep 1; busybox rm /tmp/well; sleep 1000");
        container.LivenessProbe = new V1Probe { Exec = new V1ExecAction { Command = ["cat", "/tmp/well"] }, PeriodSeconds = 1, FailureThreshold = 1 };
        await using var harness = new PodHarness(docker.Runtime, docker.RootDirectory, PodHarness.Pod("sick", container));

        await harness.Api.UntilAsync(status => status.ContainerStatuses[0] is { RestartCount: 1, State.Running: not null });
        Assert.Contains(harness.Api.Events, item => item is ("Killing", "Container c failed liveness probe, will be restarted", _));
        await DeleteAsync(harness);
    }

    [Fact]
    public async Task Worker_NewOverARunningPod_AdoptsIt()
    {
        var pod = PodHarness.Pod("adopted", Container("c", "sleep 1000"));
        string? id;
        await using (var first = new PodHarness(docker.Runtime, docker.RootDirectory, pod))
        {
            await first.Api.UntilAsync(status => status.Phase == "Running");
            id = first.Api.Status!.ContainerStatuses[0].ContainerID;
        }

        await using var second = new PodHarness(docker.Runtime, docker.RootDirectory, pod);
        await second.Api.UntilAsync(status => status.Phase == "Running");
        Assert.Equal((id, 0), (second.Api.Status!.ContainerStatuses[0].ContainerID, second.Api.Status.ContainerStatuses[0].RestartCount));
        await DeleteAsync(second);
    }

    private static V1Container Container(string name, string script, params V1VolumeMount[] mounts) => new()
    {
        Name = name,
        Image = DockerFixture.Image,
        ImagePullPolicy = "IfNotPresent",
        Command = ["sh", "-c", script],
        VolumeMounts = mounts,
    };

    private static async Task DeleteAsync(PodHarness harness)
    {
        harness.Delete(graceSeconds: 1);
        await harness.Api.UntilRemovedAsync();
    }

    /// <summary>The log's first bytes; it is followed until there are that many.</summary>
    private async Task<string> LogAsync(V1Pod pod, string container, int length)
    {
        var observed = await docker.Runtime.ObserveAsync(pod.Metadata.Uid, default);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var log = new CountingStream(length, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => docker.Runtime.Streams.ReadLogAsync(
            observed.Latest(container)!.Id, new LogQuery(Follow: true, Tail: null, Since: null, Timestamps: false), log, stop.Token));
        return System.Text.Encoding.UTF8.GetString(log.ToArray());
    }

    private sealed class CountingStream(int length, CancellationTokenSource enough) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            if (Length >= length)
                await enough.CancelAsync();
        }
    }
}
