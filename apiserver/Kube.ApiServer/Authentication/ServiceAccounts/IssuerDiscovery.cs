using Kube.ApiServer.Http;
using Kube.Machinery.Tokens;
using Kube.OpenApi.Json;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// <c>/.well-known/openid-configuration</c> and <c>/openid/v1/jwks</c>, by which others verify service account tokens themselves:
/// upstream's <c>pkg/serviceaccount/openidmetadata.go</c>. Served only for an issuer that is an https URL, as the specification wants.
/// </summary>
internal sealed class IssuerDiscovery : IPathHandler
{
    public const string JwksPath = "/openid/v1/jwks";

    private const string ConfigurationPath = "/.well-known/openid-configuration";

    private readonly byte[] _configuration;
    private readonly byte[] _keys;

    private IssuerDiscovery(string issuer, string jwksUri, IReadOnlyList<SecurityKey> keys)
    {
        _configuration = JsonWriter.ToBytes(new JsonMap
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = jwksUri,
            ["response_types_supported"] = new JsonList(["id_token"]),
            ["subject_types_supported"] = new JsonList(["public"]),
            ["id_token_signing_alg_values_supported"] = new JsonList(keys.Select(SigningKeys.Algorithm).Distinct().Order(StringComparer.Ordinal)),
        });
        _keys = JsonWriter.ToBytes(new JsonMap { ["keys"] = new JsonList(keys.Select(Describe)) });
    }

    /// <param name="serverAddress">Where the keys are found unless the flags say otherwise.</param>
    /// <returns>Null when there is nothing to discover.</returns>
    public static IssuerDiscovery? For(ServiceAccountOptions options, IReadOnlyList<SecurityKey> keys, string serverAddress)
    {
        var issuer = options.Issuers[0];
        var isUrl = Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Query.Length == 0 && url.Fragment.Length == 0;
        return isUrl ? new IssuerDiscovery(issuer, options.JwksUri ?? $"https://{serverAddress}{JwksPath}", keys) : null;
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (path is not (ConfigurationPath or JwksPath) || http.Request.Method != HttpMethods.Get) return false;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.ContentType = path == JwksPath ? "application/jwk-set+json" : "application/json";
        await http.Response.BodyWriter.WriteAsync(path == JwksPath ? _keys : _configuration, http.RequestAborted);
        return true;
    }

    private static JsonMap Describe(SecurityKey key)
    {
        var json = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        var described = new JsonMap { ["use"] = "sig", ["kty"] = json.Kty, ["kid"] = key.KeyId };
        if (json.Crv is { Length: > 0 }) described["crv"] = json.Crv;
        described["alg"] = SigningKeys.Algorithm(key);
        // The public half alone.
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("n", json.N), ("e", json.E), ("x", json.X), ("y", json.Y)])
        {
            if (!string.IsNullOrEmpty(value)) described[name] = value;
        }
        return described;
    }
}
