using Kube.ApiServer.Authentication.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.Oidc;

/// <summary>ID tokens of an OpenID Connect issuer, meant for the client that users sign in through.</summary>
internal sealed partial class OidcAuthenticator(OidcOptions options, IssuerKeys keys, IReadOnlyList<string> apiAudiences, TimeProvider time, ILogger<OidcAuthenticator> log) : ITokenAuthenticator
{
    /// <summary>How far an issuer's clock may be ahead.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new();

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        if (Read(token) is not { } claimed || claimed.Issuer != options.IssuerUrl) return null;
        try
        {
            var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
            {
                ValidIssuer = options.IssuerUrl,
                ValidAudiences = options.Audiences,
                ValidAlgorithms = options.SigningAlgorithms,
                IssuerSigningKeys = await keys.ForAsync(claimed.Kid ?? "", cancellation),
                LifetimeValidator = (from, until, _, _) => IsNow(from, until),
            });
            if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || OidcClaims.User(jwt, options) is not { } user) return null;
            return TokenIdentity.ForApi(user, audiences, apiAudiences) is { } identity ? identity with { Expires = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) } : null;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            LogUnreachable(log, options.IssuerUrl, unreachable.Message);
            return null;
        }
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is not null && now <= until && (from is null || now + Leeway >= from);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "oidc authenticator: {Issuer}: {Failure}")]
    private static partial void LogUnreachable(ILogger log, string issuer, string failure);
}
