using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authentication.BootstrapTokens;

/// <summary>
/// <c>--enable-bootstrap-token-auth</c>: tokens <c>id.secret</c> for nodes that join, kept in secrets of kube-system named
/// <c>bootstrap-token-id</c>. Upstream's <c>plugin/pkg/auth/authenticator/token/bootstrap</c>.
/// </summary>
internal sealed partial class BootstrapTokenAuthenticator(IReadOnlyList<string> apiAudiences, ResourceRegistry registry) : ITokenAuthenticator
{
    private const string SecretNamespace = "kube-system";
    private const string SecretType = "bootstrap.kubernetes.io/token";
    private const string DefaultGroup = "system:bootstrappers";

    private static readonly Resource Secrets = BuiltInResources.Named("", "secrets");

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        if (TokenForm().Match(token) is not { Success: true, Groups: [_, var id, var secret] }) return null;
        var stored = await registry.FindAsync(Secrets, SecretNamespace, $"bootstrap-token-{id.Value}", cancellation);
        if (stored is null || stored.Metadata().Has("deletionTimestamp") || stored.Text("type") != SecretType) return null;
        var data = stored.Part("data");
        if (!SameText(Text(data, "token-secret"), secret.Value) || Text(data, "token-id") != id.Value || Text(data, "usage-bootstrap-authentication") != "true") return null;
        if (Expiry(data) is not { } expires || expires <= registry.Time.GetUtcNow()) return null;
        if (Groups(Text(data, "auth-extra-groups")) is not { } groups) return null;
        return TokenIdentity.ForApi(new UserInfo($"system:bootstrap:{id.Value}", groups), audiences, apiAudiences) is { } identity ? identity with { Expires = expires } : null;
    }

    /// <returns>Null when the text is no time, which is as if it had passed.</returns>
    private static DateTimeOffset? Expiry(JsonMap data)
    {
        var text = Text(data, "expiration");
        if (text.Length == 0) return DateTimeOffset.MaxValue;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    /// <returns>Null when one of them is none that bootstrap tokens may give.</returns>
    private static List<string>? Groups(string extra)
    {
        var wanted = extra.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(group => group.Trim()).ToList();
        return wanted.TrueForAll(group => GroupForm().IsMatch(group)) ? [DefaultGroup, .. wanted.Distinct().Order(StringComparer.Ordinal)] : null;
    }

    private static string Text(JsonMap data, string key)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data.Text(key)));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static bool SameText(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    [GeneratedRegex(@"\A([a-z0-9]{6})\.([a-z0-9]{16})\z", RegexOptions.CultureInvariant)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\Asystem:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupForm();
}
