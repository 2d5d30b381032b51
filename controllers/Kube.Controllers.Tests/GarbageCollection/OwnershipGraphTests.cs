using k8s.Models;
using Kube.Controllers.GarbageCollection;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Tests.GarbageCollection;

public sealed class OwnershipGraphTests
{
    private static readonly ResourceType Things = new("", "v1", "things", "Thing");

    private readonly List<string> _toDelete = [];
    private readonly List<string> _toOrphan = [];
    private readonly OwnershipGraph _graph;

    public OwnershipGraphTests() => _graph = new OwnershipGraph(_toDelete.Add, _toOrphan.Add);

    [Fact]
    public void Store_OwnerKnown_LeavesTheDependentAlone()
    {
        Store("owner");
        Store("child", owners: ["owner"]);
        Assert.Empty(_toDelete);
        Assert.True(_graph.Read("child", node => _graph.IsSolidlyOwned(node!)));
    }

    [Fact]
    public void Store_OwnerNeverSeen_LooksAtTheDependent()
    {
        Store("child", owners: ["owner"]);
        Assert.Equal(["child"], _toDelete);
        Store("owner");
        Assert.True(_graph.Read("child", node => _graph.IsSolidlyOwned(node!)));
    }

    [Fact]
    public void Store_OwnerInAnotherNamespace_LooksAtTheDependent()
    {
        Store("owner", @namespace: "elsewhere");
        Store("child", owners: ["owner"]);
        Assert.Equal(["child"], _toDelete);
        Assert.False(_graph.Read("child", node => _graph.IsSolidlyOwned(node!)));
    }

    [Fact]
    public void Remove_Owner_LooksAtEachDependent()
    {
        Store("owner");
        Store("a", owners: ["owner"]);
        Store("b", owners: ["owner"]);
        _graph.Remove("owner");
        Assert.Equal(["a", "b"], _toDelete.Order());
        _graph.Remove("a");
        _graph.Remove("b");
        Assert.True(_graph.Read("owner", node => node is null));
    }

    [Fact]
    public void Store_ForegroundDeletion_LooksAtDependentsAndAgainWhenTheyGo()
    {
        Store("owner");
        Store("child", owners: ["owner"]);
        Store("owner", finalizer: Finalizers.Foreground, deleting: true);
        Assert.Equal(["child", "owner"], _toDelete);
        _toDelete.Clear();
        _graph.Remove("child");
        Assert.Equal(["owner"], _toDelete);
    }

    [Fact]
    public void Store_OrphanDeletion_LetsDependentsGo()
    {
        Store("owner");
        Store("owner", finalizer: Finalizers.Orphan, deleting: true);
        Assert.Equal(["owner"], _toOrphan);
        Assert.Empty(_toDelete);
    }

    [Fact]
    public void Store_ReferenceDropped_UnlinksFromTheOwner()
    {
        Store("owner");
        Store("child", owners: ["owner"]);
        Store("child");
        Assert.Equal(0, _graph.Read("owner", node => node!.Dependents.Count));
        _graph.Remove("owner");
        Assert.Empty(_toDelete);
    }

    private void Store(string name, string[]? owners = null, string @namespace = "n", string? finalizer = null, bool deleting = false)
        => _graph.Store(new PartialObjectMetadata
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Uid = name,
                NamespaceProperty = @namespace,
                DeletionTimestamp = deleting ? DateTime.UnixEpoch : null,
                Finalizers = finalizer is null ? null : [finalizer],
                OwnerReferences = owners?.Select(owner => new V1OwnerReference
                {
                    ApiVersion = "v1", Kind = "Thing", Name = owner, Uid = owner, BlockOwnerDeletion = true,
                }).ToList(),
            },
        }, Things);
}
