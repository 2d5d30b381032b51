namespace Kube.OpenApi.Documents;

/// <summary>A document's JSON and the hash that its URL and ETag carry.</summary>
public sealed record OpenApiDocument(ReadOnlyMemory<byte> Json, string Hash);
