using System.Text;
using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Tests.Cluster;

public sealed class PodStatusPatchTests
{
    [Fact]
    public void Build_NothingChanged_IsNull() => Assert.Null(PodStatusPatch.Build("uid", Status("Running"), Status("Running")));

    [Fact]
    public void Build_PhaseChanged_SendsItAlone() => Assert.Equal(
        """{"metadata":{"uid":"uid"},"status":{"phase":"Failed"}}""", Text(PodStatusPatch.Build("uid", Status("Running"), Status("Failed"))));

    [Fact]
    public void Build_ConditionLostItsReason_RemovesItByName()
    {
        var (before, after) = (Status("Running"), Status("Running"));
        before.Conditions = [new V1PodCondition { Type = "Ready", Status = "False", Reason = "ContainersNotReady" }, new V1PodCondition { Type = "Other", Status = "True" }];
        after.Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }];

        Assert.Equal(
            """{"metadata":{"uid":"uid"},"status":{"conditions":[{"status":"True","type":"Ready","reason":null}]}}""",
            Text(PodStatusPatch.Build("uid", before, after)));
    }

    [Fact]
    public void Build_AddressChanged_ReplacesTheList()
    {
        var (before, after) = (Status("Running"), Status("Running"));
        before.PodIPs = [new V1PodIP { Ip = "10.0.0.1" }];
        after.PodIPs = [new V1PodIP { Ip = "10.0.0.2" }];

        Assert.Equal(
            """{"metadata":{"uid":"uid"},"status":{"podIPs":[{"$patch":"replace"},{"ip":"10.0.0.2"}]}}""",
            Text(PodStatusPatch.Build("uid", before, after)));
    }

    private static V1PodStatus Status(string phase) => new() { Phase = phase, NominatedNodeName = "left alone" };

    private static string Text(byte[]? patch) => Encoding.UTF8.GetString(patch!);
}
