using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.Oidc;

/// <summary>Whom an ID token's claims name, by the flags: apiserver's <c>plugin/pkg/authenticator/token/oidc</c>.</summary>
internal static class OidcClaims
{
    /// <returns>Null when a claim is missing, of the wrong kind, or not what is required.</returns>
    public static UserInfo? User(JsonWebToken jwt, OidcOptions options)
    {
        var claims = (JsonMap)JsonReader.Read(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload))!;
        if (claims.Text(options.UsernameClaim) is not { Length: > 0 } name) return null;
        // An address that was not proven to be the user's could be anybody's.
        if (options.UsesEmail && claims.Has("email_verified") && !claims.IsTrue("email_verified")) return null;
        if (Groups(claims, options) is not { } groups) return null;
        if (options.UidClaim.Length > 0 && claims.Text(options.UidClaim).Length == 0) return null;
        if (options.RequiredClaims.Any(required => claims.String(required.Key) != required.Value)) return null;
        return new UserInfo(options.UsernamePrefix + name, groups)
        {
            Uid = options.UidClaim.Length > 0 ? claims.Text(options.UidClaim) : "",
            Extra = string.IsNullOrEmpty(jwt.Id) ? UserInfo.Anonymous.Extra : new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/credential-id"] = [$"JTI={jwt.Id}"] },
        };
    }

    private static List<string>? Groups(JsonMap claims, OidcOptions options) => (options.GroupsClaim.Length == 0 ? null : claims[options.GroupsClaim]) switch
    {
        null => [],
        string group => [options.GroupsPrefix + group],
        JsonList list when list.All(group => group is string) => [.. list.Select(group => options.GroupsPrefix + group)],
        _ => null,
    };
}
