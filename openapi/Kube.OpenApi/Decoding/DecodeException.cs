namespace Kube.OpenApi.Decoding;

/// <summary>The JSON does not fit the type; the message is what Go's decoder says, as in "json: cannot unmarshal …".</summary>
public sealed class DecodeException(string message) : Exception(message);
