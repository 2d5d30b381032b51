namespace Kube.OpenApi.Wire;

/// <summary>The bytes are no protobuf message of the type.</summary>
public sealed class ProtobufException(string message) : Exception(message);
