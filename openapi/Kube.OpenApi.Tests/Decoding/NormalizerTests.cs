using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Decoding;

public class NormalizerTests
{
    private static string Normalize(string group, string kind, string json)
    {
        var type = KindCatalog.BuiltIn.Find(group, "v1", kind)!.Type;
        var value = (JsonMap)JsonReader.Read(json)!;
        Normalizer.Normalize(value, type);
        var once = value.ToString();
        Normalizer.Normalize(value, type);
        Assert.Equal(once, value.ToString());
        return once;
    }

    [Fact]
    public void Normalize_EmptyValues_AreDropped() => Assert.Equal(
        """{"metadata":{"name":"a"}}""",
        Normalize("", "ConfigMap", """{"metadata":{"name":"a","labels":{},"generation":0,"namespace":"","ownerReferences":[]},"data":{},"immutable":null}"""));

    [Fact]
    public void Normalize_PointersToZero_AreKept() => Assert.Equal(
        """{"immutable":false,"metadata":{}}""", Normalize("", "ConfigMap", """{"immutable":false}"""));

    [Fact]
    public void Normalize_ValuesByName_AreAdded() => Assert.Equal(
        """{"metadata":{},"spec":{"containers":[{"name":"c","resources":{}}]},"status":{}}""",
        Normalize("", "Pod", """{"metadata":{},"spec":{"containers":[{"name":"c"}]}}"""));

    [Fact]
    public void Normalize_NothingGiven_ShowsWhatGoShows() => Assert.Equal(
        """{"metadata":{},"spec":{"selector":null,"template":{"metadata":{},"spec":{"containers":null}},"strategy":{}},"status":{}}""",
        Normalize("apps", "Deployment", "{}"));

    [Fact]
    public void Normalize_EmptyListsThatAreAlwaysShown_AreNullAsAfterStorage()
    {
        Assert.Equal("""{"rules":null,"metadata":{}}""", Normalize("rbac.authorization.k8s.io", "ClusterRole", """{"rules":[]}"""));
        Assert.Equal("""{"items":[],"metadata":{}}""", Normalize("", "PodList", """{"items":[]}"""));
    }

    [Fact]
    public void Normalize_UnsetTimes_AreNull() => Assert.Equal(
        """{"status":{"conditions":[{"type":"Ready","status":"True","lastProbeTime":null,"lastTransitionTime":null}]},"metadata":{},"spec":{"containers":null}}""",
        Normalize("", "Pod", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}"""));
}
