using Kube.ApiServer.Bootstrap.Policy;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Bootstrap;

public sealed class PolicyMergeTests
{
    private const string Wanted = """{"metadata":{"labels":{"a":"b"}},"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}]}""";

    [Fact]
    public void Apply_PartlyThere_AddsTheRestAndKeepsExtras()
    {
        var current = Read("""{"metadata":{"labels":{"a":"mine","c":"d"}},"rules":[{"verbs":["get","delete"],"apiGroups":[""],"resources":["pods"]}]}""");

        Assert.True(PolicyMerge.Apply(current, Read(Wanted)));

        Assert.Equal("mine", current.Labels().Text("a"));
        Assert.Equal(["get,delete", "list"], current.Maps("rules").Select(rule => string.Join(',', rule.Strings("verbs"))));
        Assert.False(PolicyMerge.Apply(current, Read(Wanted)));
    }

    [Fact]
    public void IsSettled_AutoUpdateOff_EvenWithNothingThere() =>
        Assert.True(PolicyMerge.IsSettled(Read("""{"metadata":{"annotations":{"rbac.authorization.kubernetes.io/autoupdate":"false"}},"rules":null}"""), Read(Wanted)));

    [Fact]
    public void Apply_SubjectsMissing_AreAdded()
    {
        var wanted = BootstrapPolicy.ClusterRoleBindings.Single(binding => binding.Name() == "system:public-info-viewer");
        var current = wanted.DeepClone();
        current.List("subjects")!.RemoveAt(0);
        current.List("subjects")!.Add(Read("""{"kind":"User","name":"extra"}"""));

        Assert.True(PolicyMerge.Apply(current, wanted));

        Assert.Equal(3, current.CountOf("subjects"));
        Assert.True(PolicyMerge.IsSettled(current, wanted));
    }

    [Fact]
    public void IsOfOtherRole_Bindings_ByTheirRole()
    {
        var wanted = BootstrapPolicy.ClusterRoleBindings.First();

        Assert.False(PolicyMerge.IsOfOtherRole(wanted.DeepClone(), wanted));
        Assert.True(PolicyMerge.IsOfOtherRole(Read("""{"roleRef":{"kind":"ClusterRole","name":"other"}}"""), wanted));
    }

    private static JsonMap Read(string json) => (JsonMap)JsonReader.Read(json)!;
}
