using BenchmarkDotNet.Attributes;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Registry;
using Kube.Machinery.Selectors;

namespace Kube.ApiServer.Benchmarks;

/// <summary>Selecting among 10,000 cached pods, by what was indexed of them.</summary>
[MemoryDiagnoser]
public class SelectorBenchmarks
{
    private readonly JsonIndexer _indexer = new([.. PodKind.Resource.SelectableFields]);
    private CachedObject[] _pods = [];
    private WatchScope _labels = WatchScope.All;
    private WatchScope _fields = WatchScope.All;

    [GlobalSetup]
    public void Prepare()
    {
        _pods = [.. Enumerable.Range(0, 10_000).Select(number => Samples.Cached(number, _indexer))];
        _labels = Selection.Of(PodKind.Resource, _indexer.Fields, "default", "", new ListOptions { Labels = LabelSelector.Parse("app=web,tier in (t1,t2),!gone") });
        _fields = Selection.Of(PodKind.Resource, _indexer.Fields, "default", "", new ListOptions { Fields = FieldSelector.Parse("spec.nodeName=n,status.phase!=Failed") });
    }

    [Benchmark]
    public int ByLabels() => _pods.Count(_labels.Includes);

    [Benchmark]
    public int ByFields() => _pods.Count(_fields.Includes);

    [Benchmark]
    public object Index() => _indexer.Index(Samples.Pod);
}
