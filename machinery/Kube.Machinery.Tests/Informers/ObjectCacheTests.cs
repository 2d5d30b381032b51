using k8s.Models;
using Kube.Machinery.Informers;

namespace Kube.Machinery.Tests.Informers;

public sealed class ObjectCacheTests
{
    [Fact]
    public void ByIndex_ObjectChanges_FollowsItsValues()
    {
        var cache = new ObjectCache<V1Pod>();
        cache.AddIndex("node", pod => pod.Spec?.NodeName is { } node ? [node] : []);
        Store(cache, Pod("a", "n1"));
        Store(cache, Pod("b", "n1"));
        Assert.Equal(2, cache.ByIndex("node", "n1").Count);

        Store(cache, Pod("a", "n2"));
        Assert.Equal("b", Assert.Single(cache.ByIndex("node", "n1")).Metadata.Name);
        Assert.Equal("a", Assert.Single(cache.ByIndex("node", "n2")).Metadata.Name);

        cache.Replace(new ObjectKey("ns", "a"), null);
        Assert.Empty(cache.ByIndex("node", "n2"));
        Assert.Null(cache.Get("ns", "a"));
    }

    [Fact]
    public void List_Namespace_GivesOnlyItsObjects()
    {
        var cache = new ObjectCache<V1Pod>();
        Store(cache, Pod("a", "n"));
        Assert.Single(cache.List("ns"));
        Assert.Empty(cache.List("other"));
    }

    private static void Store(ObjectCache<V1Pod> cache, V1Pod pod) => cache.Replace(ObjectKey.Of(pod), pod);

    private static V1Pod Pod(string name, string node) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns" },
        Spec = new V1PodSpec { NodeName = node },
    };
}
