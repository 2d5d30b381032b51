namespace Kube.OpenApi.Json;

/// <summary>The text is no JSON; the message is what Go's encoding/json says about it.</summary>
public sealed class JsonSyntaxException(string message) : Exception(message);
