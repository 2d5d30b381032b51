using System.Text.Json;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// Service account tokens this server issued: signature, issuer, audience and time, and that the account and what the token is
/// bound to still exist. Upstream's <c>pkg/serviceaccount</c> validator.
/// </summary>
internal sealed class ServiceAccountAuthenticator(string issuer, IReadOnlyList<string> audiences, IReadOnlyList<SecurityKey> keys, ResourceRegistry registry, TimeProvider time)
    : ITokenAuthenticator
{
    private static readonly Resource ServiceAccounts = BuiltInResources.Named("", "serviceaccounts");

    private static readonly (string Claim, Resource Resource)[] Bindings =
    [
        ("pod", BuiltInResources.Named("", "pods")),
        ("secret", BuiltInResources.Named("", "secrets")),
        ("node", BuiltInResources.Named("", "nodes")),
    ];

    private readonly JsonWebTokenHandler _handler = new();

    public async ValueTask<UserInfo?> AuthenticateAsync(HttpContext http)
    {
        if (BearerToken.Of(http.Request) is not { } token || !IsOurs(token)) return null;
        return (await IdentifyAsync(token, audiences, http.RequestAborted))?.User ?? throw StatusException.Unauthorized();
    }

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> forAudiences, CancellationToken cancellation)
    {
        if (forAudiences.Count == 0) forAudiences = audiences;
        if (!IsOurs(token)) return null;
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudiences = forAudiences,
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512],
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || !jwt.TryGetPayloadValue<JsonElement>("kubernetes.io", out var claims)) return null;
        return await StandsAsync(claims, cancellation) ? new TokenIdentity(User(jwt, claims), [.. forAudiences.Intersect(jwt.Audiences)]) : null;
    }

    /// <summary>Whether the token says it is from this issuer; text that only looks like a token says nothing.</summary>
    private bool IsOurs(string token)
    {
        try
        {
            return _handler.CanReadToken(token) && _handler.ReadJsonWebToken(token).Issuer == issuer;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is not null && now <= until && (from is null || now >= from);
    }

    private async ValueTask<bool> StandsAsync(JsonElement claims, CancellationToken cancellation)
    {
        var space = claims.GetProperty("namespace").GetString()!;
        if (!await ExistsAsync(ServiceAccounts, space, claims.GetProperty("serviceaccount"), cancellation)) return false;
        foreach (var (claim, resource) in Bindings)
        {
            if (claims.TryGetProperty(claim, out var bound) && !await ExistsAsync(resource, resource.Namespaced ? space : "", bound, cancellation)) return false;
        }
        return true;
    }

    private async ValueTask<bool> ExistsAsync(Resource resource, string space, JsonElement reference, CancellationToken cancellation)
    {
        var found = await registry.FindAsync(resource, space, reference.GetProperty("name").GetString()!, cancellation);
        return found?.Map("metadata")?.String("uid") == reference.GetProperty("uid").GetString();
    }

    private static UserInfo User(JsonWebToken jwt, JsonElement claims)
    {
        var space = claims.GetProperty("namespace").GetString()!;
        var account = claims.GetProperty("serviceaccount");
        var extra = new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/credential-id"] = [$"JTI={jwt.Id}"] };
        foreach (var kind in (ReadOnlySpan<string>)["node", "pod"])
        {
            if (!claims.TryGetProperty(kind, out var bound)) continue;
            extra[$"authentication.kubernetes.io/{kind}-name"] = [bound.GetProperty("name").GetString()!];
            extra[$"authentication.kubernetes.io/{kind}-uid"] = [bound.GetProperty("uid").GetString()!];
        }
        return new UserInfo(jwt.Subject, ["system:serviceaccounts", $"system:serviceaccounts:{space}"])
        {
            Uid = account.GetProperty("uid").GetString()!,
            Extra = extra,
        };
    }
}
