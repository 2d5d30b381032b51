using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>Signs service account tokens with the claims of upstream's <c>pkg/serviceaccount/claims.go</c>.</summary>
internal sealed class TokenIssuer(string issuer, IReadOnlyList<string> audiences, SecurityKey key, TimeProvider time)
{
    private readonly SigningCredentials _credentials = SigningKeys.Credentials(key);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Whom a token is for that does not say.</summary>
    public IReadOnlyList<string> DefaultAudiences => audiences;

    public IssuedToken Issue(TokenSubject subject, IReadOnlyList<string> forAudiences, TimeSpan lifetime)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + lifetime;
        var id = Guid.NewGuid().ToString();
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>
            {
                ["aud"] = forAudiences.ToArray(),
                ["exp"] = expires.ToUnixTimeSeconds(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["iss"] = issuer,
                ["jti"] = id,
                ["kubernetes.io"] = PrivateClaims(subject),
                ["nbf"] = now.ToUnixTimeSeconds(),
                ["sub"] = $"system:serviceaccount:{subject.Namespace}:{subject.Name}",
            },
            SigningCredentials = _credentials,
        });
        return new IssuedToken(token, expires);
    }

    private static Dictionary<string, object> PrivateClaims(TokenSubject subject)
    {
        var claims = new Dictionary<string, object> { ["namespace"] = subject.Namespace };
        foreach (var (kind, bound) in subject.Bound) claims[kind] = Reference(bound);
        claims["serviceaccount"] = Reference(new BoundObject(subject.Name, subject.Uid));
        return claims;
    }

    private static Dictionary<string, object> Reference(BoundObject bound) => new() { ["name"] = bound.Name, ["uid"] = bound.Uid };
}
