using BenchmarkDotNet.Attributes;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Wire;

namespace Kube.ApiServer.Benchmarks;

/// <summary>A pod of 2 KB between bytes and trees.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly JsonMap _tree = Samples.Tree(Samples.Pod, Samples.PodType);
    private readonly byte[] _protobuf = ProtobufEnvelope.Encode(Samples.Tree(Samples.Pod, Samples.PodType), Samples.PodType);

    [Benchmark]
    public object DecodeJson() => ObjectCodec.Decode(Samples.Pod, Samples.PodType);

    [Benchmark]
    public object EncodeJson() => ObjectCodec.Encode(_tree, Samples.PodType);

    [Benchmark]
    public object DecodeProtobuf() => ProtobufEnvelope.Decode(_protobuf, Samples.PodType);

    [Benchmark]
    public object EncodeProtobuf() => ProtobufEnvelope.Encode(_tree, Samples.PodType);

    [Benchmark]
    public object DeepClone() => _tree.DeepClone();
}
