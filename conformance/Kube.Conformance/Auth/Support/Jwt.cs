using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Auth.Support;

/// <summary>Tokens made by hand, honest ones and others.</summary>
public static class Jwt
{
    public static string Rs256(JsonObject claims, RSA key, string? keyId = null)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" };
        if (keyId is not null) header["kid"] = keyId;
        return Signed(header, claims, content => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>Signed with a text as the secret: the public key, for a server that would take it for one.</summary>
    public static string Hs256(JsonObject claims, string secret, string? keyId = null)
    {
        var header = new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" };
        if (keyId is not null) header["kid"] = keyId;
        return Signed(header, claims, content => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
    }

    public static string Unsigned(JsonObject claims, string algorithm = "none") => Signed(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" }, claims, _ => []);

    public static JsonObject ClaimsOf(string token) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;

    public static string? KeyIdOf(string token) => (string?)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"];

    /// <summary>The same header and signature around other claims.</summary>
    public static string Tampered(string token, Action<JsonObject> change)
    {
        var parts = token.Split('.');
        var claims = ClaimsOf(token);
        change(claims);
        return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
    }

    private static string Signed(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header)}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Encode(JsonNode json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
