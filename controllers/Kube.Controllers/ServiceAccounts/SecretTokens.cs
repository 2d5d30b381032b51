using k8s.Models;
using Kube.Machinery.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.Controllers.ServiceAccounts;

/// <summary>Signs the tokens kept in secrets, which name their secret and never expire: upstream's <c>pkg/serviceaccount/legacy.go</c>.</summary>
internal sealed class SecretTokens(SecurityKey key)
{
    private readonly SigningCredentials _credentials = SigningKeys.Credentials(key);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(V1ServiceAccount account, string secret) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Claims = new Dictionary<string, object>
        {
            ["iss"] = LegacyClaims.Issuer,
            [LegacyClaims.Namespace] = account.Metadata.NamespaceProperty,
            [LegacyClaims.Secret] = secret,
            [LegacyClaims.Account] = account.Metadata.Name,
            [LegacyClaims.AccountUid] = account.Metadata.Uid,
            ["sub"] = $"system:serviceaccount:{account.Metadata.NamespaceProperty}:{account.Metadata.Name}",
        },
        SigningCredentials = _credentials,
    });
}
