using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Kube.ApiServer.Authentication.Oidc;

/// <summary>Whom an ID token's claims name, by the flags: apiserver's <c>plugin/pkg/authenticator/token/oidc</c>.</summary>
internal static class OidcClaims
{
    /// <returns>Null when a claim is missing, of the wrong kind, or not what is required.</returns>
    public static UserInfo? User(JsonWebToken jwt, OidcOptions options)
    {
        if (Text(jwt, options.UsernameClaim) is not { Length: > 0 } name) return null;
        // An address that was not proven to be the user's could be anybody's.
        if (options.UsesEmail && jwt.TryGetPayloadValue<JsonElement>("email_verified", out var verified) && verified.ValueKind != JsonValueKind.True) return null;
        if (Groups(jwt, options) is not { } groups) return null;
        if (options.RequiredClaims.Any(required => Text(jwt, required.Key) != required.Value)) return null;
        return new UserInfo(options.UsernamePrefix + name, groups)
        {
            Extra = string.IsNullOrEmpty(jwt.Id) ? UserInfo.Anonymous.Extra : new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/credential-id"] = [$"JTI={jwt.Id}"] },
        };
    }

    private static string? Text(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<JsonElement>(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string>? Groups(JsonWebToken jwt, OidcOptions options)
    {
        if (options.GroupsClaim.Length == 0 || !jwt.TryGetPayloadValue<JsonElement>(options.GroupsClaim, out var claim)) return [];
        return claim.ValueKind switch
        {
            JsonValueKind.String => [options.GroupsPrefix + claim.GetString()],
            JsonValueKind.Array when claim.EnumerateArray().All(group => group.ValueKind == JsonValueKind.String) =>
                [.. claim.EnumerateArray().Select(group => options.GroupsPrefix + group.GetString())],
            JsonValueKind.Null => [],
            _ => null,
        };
    }
}
