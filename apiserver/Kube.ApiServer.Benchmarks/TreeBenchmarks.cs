using BenchmarkDotNet.Attributes;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Caching.Trees;

namespace Kube.ApiServer.Benchmarks;

/// <summary>The ordered tree of 10,000 objects behind every cache.</summary>
[MemoryDiagnoser]
public class TreeBenchmarks
{
    private CachedObject[] _pods = [];
    private ObjectTree _tree;
    private int _next;

    [GlobalSetup]
    public void Prepare()
    {
        _pods = [.. Enumerable.Range(0, 10_000).Select(number => Samples.Cached(number, JsonIndexer.LabelsOnly))];
        _tree = Of(_pods);
    }

    [Benchmark]
    public object? Get() => _tree.Get(_pods[_next = (_next + 7919) % _pods.Length].Key);

    /// <summary>A write by itself: the path from the root is copied.</summary>
    [Benchmark]
    public int PutOne()
    {
        var edit = _tree.Edit();
        edit.Put(_pods[_next = (_next + 7919) % _pods.Length]);
        return edit.ToTree().Count;
    }

    [Benchmark]
    public int Build() => Of(_pods).Count;

    [Benchmark]
    public long ReadAll()
    {
        var bytes = 0L;
        var cursor = _tree.From(ObjectKey.First);
        while (cursor.TryNext(out var item)) bytes += item.Json.Length;
        return bytes;
    }

    private static ObjectTree Of(CachedObject[] items)
    {
        var edit = default(ObjectTree).Edit();
        foreach (var item in items) edit.Put(item);
        return edit.ToTree();
    }
}
