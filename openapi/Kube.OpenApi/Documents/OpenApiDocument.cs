using System.Security.Cryptography;

namespace Kube.OpenApi.Documents;

/// <summary>A document as it is sent, and the hash that its URL and ETag carry.</summary>
public sealed record OpenApiDocument(ReadOnlyMemory<byte> Content, string Hash, string ContentType = "application/json")
{
    /// <summary>A document with the hash of its content.</summary>
    public static OpenApiDocument Hashed(byte[] content, string contentType = "application/json") =>
        new(content, Convert.ToHexString(SHA512.HashData(content)), contentType);
}
