using Kube.ApiServer.Caching;
using Kube.ApiServer.Caching.Trees;

namespace Kube.ApiServer.Tests.Caching;

/// <summary>The tree against a sorted dictionary that is copied for every snapshot.</summary>
public sealed class ObjectTreeTests
{
    private static readonly Comparer<ObjectKey> ByPath = Comparer<ObjectKey>.Create(
        (one, other) => string.CompareOrdinal($"{one.Namespace}/{one.Name}", $"{other.Namespace}/{other.Name}"));

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 400)]
    [InlineData(3, 4000)]
    public void Edit_RandomChanges_MatchesTheModelAndLeavesSnapshotsAlone(int seed, int keys)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<ObjectKey, CachedObject>(ByPath);
        var tree = default(ObjectTree);
        var snapshots = new List<(ObjectTree Tree, CachedObject[] Objects)>();
        for (var batch = 0; batch < 200; batch++)
        {
            // Grows first, then shrinks to nothing.
            var deletes = batch < 100 ? 3 : 9;
            var editor = tree.Edit();
            for (var i = 0; i < 2 * keys / 25; i++)
            {
                var key = Key(random.Next(keys));
                model.TryGetValue(key, out var known);
                if (random.Next(10) < deletes)
                {
                    Assert.Same(known, editor.Remove(key));
                    model.Remove(key);
                }
                else
                {
                    var item = Item(key, batch);
                    Assert.Same(known, editor.Put(item));
                    model[key] = item;
                }
            }

            tree = editor.ToTree();
            Assert.Equal(model.Count, tree.Count);
            if (batch % 10 == 0) snapshots.Add((tree, [.. model.Values]));
        }

        foreach (var (snapshot, objects) in snapshots) Assert.Equal(objects, All(snapshot, ObjectKey.First));
        Probe(snapshots[9].Tree, snapshots[9].Objects, keys);
    }

    [Fact]
    public void Edit_AllRemoved_IsEmptyAgain()
    {
        var editor = default(ObjectTree).Edit();
        for (var i = 0; i < 5000; i++) editor.Put(Item(Key(i), 1));
        for (var i = 0; i < 5000; i++) Assert.NotNull(editor.Remove(Key(i)));
        Assert.Equal(0, editor.ToTree().Count);
        Assert.Null(editor.ToTree().Root);
    }

    [Fact]
    public void Put_InOrder_FillsTheNodes()
    {
        var editor = default(ObjectTree).Edit();
        for (var i = 0; i < 10_000; i++) editor.Put(Item(new ObjectKey("default", $"pod-{i:d6}"), 1));
        Assert.True(Leaves(editor.ToTree().Root!) < 10_000 / (Node.Capacity - 2));
    }

    [Fact]
    public void CompareTo_NamespacesThatShareAPrefix_OrdersLikeTheStoresKeys()
    {
        ObjectKey[] keys = [new("a", "x"), new("a-b", "x"), new("a.b", "x"), new("a0", "x"), new("a", "y"), new("b", "a"), new("a", "x-1")];
        Assert.Equal(keys.Order(ByPath), keys.Order());
    }

    private static void Probe(ObjectTree tree, CachedObject[] objects, int keys)
    {
        for (var i = 0; i < keys; i++)
        {
            var key = Key(i);
            var before = objects.Count(item => item.Key.CompareTo(key) < 0);
            Assert.Equal(before, tree.Rank(key));
            if (i % 97 == 0) Assert.Equal(objects.Skip(before), All(tree, key));
            Assert.Same(objects.FirstOrDefault(item => item.Key == key), tree.Get(key));
        }
    }

    private static List<CachedObject> All(ObjectTree tree, ObjectKey from)
    {
        var all = new List<CachedObject>();
        var cursor = tree.From(from);
        while (cursor.TryNext(out var item)) all.Add(item);
        return all;
    }

    private static int Leaves(Node node) => node is Branch branch ? branch.Children.Take(branch.Count).Sum(Leaves) : 1;

    private static ObjectKey Key(int number) => new($"ns{(number % 3 == 0 ? string.Empty : "-")}{number % 7}", $"pod-{number * 7919 % 10007}");

    private static CachedObject Item(ObjectKey key, long revision) => new(key, revision, "{}"u8.ToArray(), ObjectIndex.Empty);
}
