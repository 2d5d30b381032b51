using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.Machinery.Tokens;
using Kube.OpenApi.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// Tokens kept in secrets of type <c>kubernetes.io/service-account-token</c>, which the token controller makes. They never expire and
/// hold as long as the secret has them. Upstream's <c>pkg/serviceaccount/legacy.go</c>.
/// </summary>
internal sealed class LegacyTokenAuthenticator(IReadOnlyList<string> apiAudiences, IReadOnlyList<SecurityKey> keys, bool lookup, ResourceRegistry registry) : ITokenAuthenticator
{
    /// <summary>Set on a secret whose token nobody has used for long and that was therefore disabled.</summary>
    private const string InvalidSince = "kubernetes.io/legacy-token-invalid-since";

    private const string LastUsed = "kubernetes.io/legacy-token-last-used";

    private static readonly Resource Secrets = BuiltInResources.Named("", "secrets");

    private readonly ServiceAccountJwt _jwt = new([LegacyClaims.Issuer], keys);

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        if (await _jwt.VerifyAsync(token) is not { } jwt) return null;
        var (space, secret, name, uid) = (Claim(jwt, LegacyClaims.Namespace), Claim(jwt, LegacyClaims.Secret), Claim(jwt, LegacyClaims.Account), Claim(jwt, LegacyClaims.AccountUid));
        var account = new ServiceAccountName(space, name);
        if (space.Length == 0 || secret.Length == 0 || name.Length == 0 || uid.Length == 0 || jwt.Subject != account.User) return null;

        Func<bool> holds = static () => true;
        if (lookup)
        {
            var stored = await registry.FindAsync(Secrets, space, secret, cancellation);
            if (stored is null || stored.Metadata().Has("deletionTimestamp") || !HasToken(stored.Part("data").Text("token"), token) || stored.Labels().Has(InvalidSince)) return null;
            var owner = new ObjectBinding(registry, BuiltInResources.Named("", "serviceaccounts"), space, name, uid);
            var keeper = new ObjectBinding(registry, Secrets, space, secret, stored.Metadata().Text("uid"));
            holds = () => owner.Stands() && keeper.Stands();
            if (!holds()) return null;
            await NoteUseAsync(stored, cancellation);
        }
        var user = new UserInfo(account.User, account.Groups) { Uid = uid };
        return TokenIdentity.ForApi(user, audiences, apiAudiences) is { } identity ? identity with { Holds = holds } : null;
    }

    /// <summary>The day a token was last used is on its secret, so that those nobody uses any more can be found.</summary>
    private async Task NoteUseAsync(JsonMap secret, CancellationToken cancellation)
    {
        var today = registry.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (secret.Labels().Text(LastUsed) == today) return;
        try
        {
            await registry.ChangeAsync(Secrets, secret.Metadata().Text("namespace"), secret.Name(), newest => newest.GetOrAddMap("metadata").GetOrAddMap("labels")[LastUsed] = today, cancellation);
        }
        catch (StatusException)
        {
            // Whoever shows the token need not care: it is noted the next time.
        }
    }

    private static string Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue<string>(name, out var value) ? value : "";

    private static bool HasToken(string stored, string token)
    {
        var shown = Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(shown));
    }
}
