using Kube.Machinery.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>Signs service account tokens with the claims of upstream's <c>pkg/serviceaccount/claims.go</c>.</summary>
internal sealed class TokenIssuer(ServiceAccountOptions options, IReadOnlyList<string> audiences, SecurityKey key, TimeProvider time)
{
    /// <summary>What pods ask for by default: the mark of a token that may be extended.</summary>
    private const long DefaultPodSeconds = 3607;

    private static readonly TimeSpan Extension = TimeSpan.FromDays(365);

    private readonly SigningCredentials _credentials = SigningKeys.Credentials(key);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Whom a token is for that does not say.</summary>
    public IReadOnlyList<string> DefaultAudiences => audiences;

    /// <summary>Zero for no limit of this server's own.</summary>
    public TimeSpan MaxExpiration => options.MaxTokenExpiration;

    /// <returns>The token, and the expiry the client is told: an extended token is to be renewed as if it were not.</returns>
    public IssuedToken Issue(TokenSubject subject, IReadOnlyList<string> forAudiences, TimeSpan lifetime)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + lifetime;
        var extends = options.ExtendTokenExpiration && subject.Bound.ContainsKey("pod") && lifetime.TotalSeconds == DefaultPodSeconds && forAudiences.SequenceEqual(audiences);
        var id = Guid.NewGuid().ToString();
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>
            {
                ["aud"] = forAudiences.ToArray(),
                ["exp"] = (extends ? now + Extension : expires).ToUnixTimeSeconds(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["iss"] = options.Issuers[0],
                ["jti"] = id,
                ["kubernetes.io"] = PrivateClaims(subject, extends ? expires : null),
                ["nbf"] = now.ToUnixTimeSeconds(),
                ["sub"] = new ServiceAccountName(subject.Namespace, subject.Name).User,
            },
            SigningCredentials = _credentials,
        });
        return new IssuedToken(token, id, expires);
    }

    private static Dictionary<string, object> PrivateClaims(TokenSubject subject, DateTimeOffset? warnAfter)
    {
        var claims = new Dictionary<string, object> { ["namespace"] = subject.Namespace };
        foreach (var (kind, bound) in subject.Bound) claims[kind] = Reference(bound);
        claims["serviceaccount"] = Reference(new BoundObject(subject.Name, subject.Uid));
        if (warnAfter is { } moment) claims["warnafter"] = moment.ToUnixTimeSeconds();
        return claims;
    }

    private static Dictionary<string, object> Reference(BoundObject bound) => new() { ["name"] = bound.Name, ["uid"] = bound.Uid };
}
