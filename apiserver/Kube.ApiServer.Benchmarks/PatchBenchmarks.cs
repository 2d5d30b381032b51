using BenchmarkDotNet.Attributes;
using Kube.ApiServer.Patching;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Benchmarks;

/// <summary>Changes of a Deployment of 2 KB, from the bytes of the patch to the patched tree.</summary>
[MemoryDiagnoser]
public class PatchBenchmarks
{
    private static readonly byte[] Json = """[{"op":"replace","path":"/spec/replicas","value":5},{"op":"add","path":"/metadata/labels","value":{"a":"b"}}]"""u8.ToArray();
    private static readonly byte[] Merge = """{"metadata":{"labels":{"a":"b"}},"spec":{"replicas":5}}"""u8.ToArray();
    private static readonly byte[] Strategic = """{"spec":{"template":{"spec":{"containers":[{"name":"main","image":"registry.example/team/app:1.2.4"}]}}}}"""u8.ToArray();

    private readonly JsonMap _deployment = Samples.Tree(Samples.Deployment, Samples.DeploymentType);
    private readonly FieldManager _owners = new(new KindSchema("apps", "v1", "Deployment", Samples.DeploymentType), TimeProvider.System);

    [Benchmark]
    public object JsonPatch() => Patch.Read(PatchType.Json, Json, Samples.DeploymentType).ApplyTo(_deployment);

    [Benchmark]
    public object MergePatch() => Patch.Read(PatchType.Merge, Merge, Samples.DeploymentType).ApplyTo(_deployment);

    [Benchmark]
    public object StrategicMergePatch() => Patch.Read(PatchType.StrategicMerge, Strategic, Samples.DeploymentType).ApplyTo(_deployment);

    /// <summary>What every create and update pays for field ownership.</summary>
    [Benchmark]
    public object OwnershipOfACreate()
    {
        var created = _deployment.DeepClone();
        _owners.Update(null, created, "bench");
        return created;
    }

    [Benchmark]
    public object ServerSideApply() => _owners.Apply(null, _deployment.DeepClone(), "bench", force: false);
}
