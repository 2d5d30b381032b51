namespace Kube.OpenApi.Wire;

/// <summary>https://protobuf.dev/programming-guides/encoding/#structure</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Delimited = 2,
    Fixed32 = 5,
}
