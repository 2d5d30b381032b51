using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>What is checked of every token this cluster signed, whatever it claims: issuer, signature, algorithm.</summary>
internal sealed class ServiceAccountJwt(IReadOnlyList<string> issuers, IReadOnlyList<SecurityKey> keys)
{
    /// <summary>Public keys verify nothing else: a symmetric algorithm with one as its secret, or none, is not among them.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>The token, if it is signed by one of the keys. Its audience and lifetime are the caller's to judge.</summary>
    public async ValueTask<JsonWebToken?> VerifyAsync(string token)
    {
        if (!IsOurs(token)) return null;
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = issuers,
            IssuerSigningKeys = keys,
            ValidAlgorithms = Algorithms,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid ? result.SecurityToken as JsonWebToken : null;
    }

    /// <summary>Whether the token says it is from such an issuer; text that only looks like a token says nothing.</summary>
    private bool IsOurs(string token)
    {
        try
        {
            return _handler.CanReadToken(token) && issuers.Contains(_handler.ReadJsonWebToken(token).Issuer);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
