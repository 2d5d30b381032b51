using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.Oidc;

/// <summary>
/// The signing keys an issuer publishes by OpenID Connect discovery: fetched when the first token comes, and again when a token names a
/// key that is not among them, which is how keys are rolled over.
/// </summary>
/// <param name="discovery">Where its configuration is; where issuers have it when null.</param>
internal sealed class IssuerKeys(HttpClient http, string issuer, string? discovery = null) : IDisposable
{
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile IReadOnlyList<SecurityKey> _keys = [];

    /// <param name="id">"" when the token does not say.</param>
    /// <exception cref="HttpRequestException">The issuer does not answer, or not as an issuer does.</exception>
    public async ValueTask<IReadOnlyList<SecurityKey>> ForAsync(string id, CancellationToken cancellation)
    {
        var known = _keys;
        if (Has(known, id)) return known;
        await _fetching.WaitAsync(cancellation);
        try
        {
            // Who waited takes what was fetched meanwhile.
            if (ReferenceEquals(known, _keys)) _keys = await FetchAsync(cancellation);
            return _keys;
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose()
    {
        _fetching.Dispose();
        http.Dispose();
    }

    private static bool Has(IReadOnlyList<SecurityKey> keys, string id) => id.Length == 0 ? keys.Count > 0 : keys.Any(key => key.KeyId == id);

    private async Task<IReadOnlyList<SecurityKey>> FetchAsync(CancellationToken cancellation)
    {
        try
        {
            using var discovered = JsonDocument.Parse(await http.GetStringAsync(new Uri(discovery ?? $"{issuer.TrimEnd('/')}/.well-known/openid-configuration"), cancellation));
            if (discovered.RootElement.GetProperty("issuer").GetString() != issuer) throw new HttpRequestException($"oidc: issuer did not match the issuer returned by provider, expected \"{issuer}\"");
            var keys = JsonWebKeySet.Create(await http.GetStringAsync(new Uri(discovered.RootElement.GetProperty("jwks_uri").GetString()!), cancellation));
            return [.. keys.GetSigningKeys().Where(key => key is AsymmetricSecurityKey)];
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException or ArgumentException)
        {
            throw new HttpRequestException($"oidc: {issuer} does not publish its keys: {wrong.Message}", wrong);
        }
    }
}
