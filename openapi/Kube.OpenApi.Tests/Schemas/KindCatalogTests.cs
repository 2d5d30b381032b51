using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Schemas;

public class KindCatalogTests
{
    private static readonly TypeSchema PodSpec = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.PodSpec")!;

    [Theory]
    [InlineData("", "v1", "Pod", "io.k8s.api.core.v1.Pod")]
    [InlineData("apps", "v1", "DeploymentList", "io.k8s.api.apps.v1.DeploymentList")]
    [InlineData("events.k8s.io", "v1", "Event", "io.k8s.api.events.v1.Event")]
    [InlineData("autoscaling", "v1", "Scale", "io.k8s.api.autoscaling.v1.Scale")]
    [InlineData("meta.k8s.io", "v1", "Table", "io.k8s.apimachinery.pkg.apis.meta.v1.Table")]
    [InlineData("", "v1", "Status", "io.k8s.apimachinery.pkg.apis.meta.v1.Status")]
    [InlineData("apps", "v1", "DeleteOptions", "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")]
    [InlineData("stable.example.com", "v2", "WatchEvent", "io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent")]
    [InlineData("apiextensions.k8s.io", "v1", "CustomResourceDefinition",
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition")]
    [InlineData("apiregistration.k8s.io", "v1", "APIService", "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService")]
    public void Find_ServedKind_HasItsDefinition(string group, string version, string kind, string definition) =>
        Assert.Equal(definition, KindCatalog.BuiltIn.Find(group, version, kind)?.Type.Name);

    [Theory]
    [InlineData("apps", "v1", "Pod")]
    [InlineData("apps", "v1beta1", "Deployment")]
    public void Find_KindThatIsNotServed_IsNull(string group, string version, string kind) =>
        Assert.Null(KindCatalog.BuiltIn.Find(group, version, kind));

    [Fact]
    public void Definitions_AreWholeAndConsistent()
    {
        Assert.True(KindCatalog.BuiltIn.Definitions.Count > 600);
        foreach (var type in KindCatalog.BuiltIn.Definitions) AssertWhole(type);
    }

    private static void AssertWhole(TypeSchema type)
    {
        Assert.Equal(type.Kind is ValueKind.List or ValueKind.Map, type.Element is not null);
        foreach (var field in type.Fields)
        {
            Assert.Same(field, type.Field(field.Name));
            foreach (var key in field.Schema.ListMapKeys) Assert.NotNull(field.Schema.Element!.Field(key));
            if (field.Schema.PatchMergeKey is { } mergeKey) Assert.NotNull(field.Schema.Element!.Field(mergeKey));
            if (field.Schema.Name.Length > 0) Assert.NotNull(KindCatalog.BuiltIn.FindType(field.Schema.Name));
            else if (field.Schema.Kind is ValueKind.List or ValueKind.Map) AssertWhole(field.Schema);
        }
    }

    [Fact]
    public void Fields_KeepTheOrderOfTheGoStruct() => Assert.Equal(
        ["kind", "apiVersion", "metadata", "spec", "status"],
        KindCatalog.BuiltIn.Find("", "v1", "Pod")!.Type.Fields.Select(field => field.Name));

    [Fact]
    public void MergeRules_OfLists_AreThoseOfTheField()
    {
        var containers = PodSpec.Field("containers")!;
        Assert.True(containers.Required);
        Assert.Equal(ListType.Map, containers.Schema.ListType);
        Assert.Equal(["name"], containers.Schema.ListMapKeys);
        Assert.True(containers.Schema.PatchMerge);
        Assert.Equal("name", containers.Schema.PatchMergeKey);
        Assert.Equal("io.k8s.api.core.v1.Container", containers.Schema.Element!.Name);

        Assert.True(PodSpec.Field("volumes")!.Schema.PatchRetainKeys);
        Assert.True(PodSpec.Field("nodeSelector")!.Schema.Atomic);
        Assert.Equal(ListType.Atomic, PodSpec.Field("tolerations")!.Schema.PublishedListType);
    }

    [Fact]
    public void MergeRules_OfAStruct_ChangeAVariantOnly()
    {
        var spec = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.PersistentVolumeSpec")!;
        var reference = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.ObjectReference")!;

        Assert.True(reference.Atomic);
        Assert.False(spec.Field("claimRef")!.Schema.Atomic);
        Assert.Same(reference.Fields, spec.Field("claimRef")!.Schema.Fields);
    }

    [Theory]
    [InlineData("io.k8s.api.core.v1.PodSpec", "containers", Presence.Always)]
    [InlineData("io.k8s.api.core.v1.PodSpec", "hostNetwork", Presence.OmitEmpty)]
    [InlineData("io.k8s.api.core.v1.PodSpec", "enableServiceLinks", Presence.AsGiven)]
    [InlineData("io.k8s.api.core.v1.Container", "resources", Presence.Always)]
    [InlineData("io.k8s.api.apps.v1.DeploymentSpec", "selector", Presence.Nullable)]
    [InlineData("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", "creationTimestamp", Presence.OmitEmpty)]
    public void Presence_IsThatOfTheGoField(string definition, string field, Presence presence) =>
        Assert.Equal(presence, KindCatalog.BuiltIn.FindType(definition)!.Field(field)!.Presence);

    [Fact]
    public void WireNumbers_OfAnEmbeddedStruct_SayTheMessageAround()
    {
        var hostPath = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.Volume")!.Field("hostPath")!;
        Assert.Equal([2], hostPath.WireParents);
        Assert.Equal(1, hostPath.WireNumber);
    }

    [Fact]
    public void Defaults_AndEnums_AreThePublishedOnes()
    {
        var protocol = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.ContainerPort")!.Field("protocol")!;
        Assert.Equal("TCP", protocol.Default);
        Assert.Equal(["SCTP", "TCP", "UDP"], protocol.Enum);
    }
}
