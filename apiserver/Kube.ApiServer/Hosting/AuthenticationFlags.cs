using System.CommandLine;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Certificates;
using Kube.ApiServer.Authentication.Configuration;
using Kube.ApiServer.Authentication.Oidc;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Authentication.Webhooks;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Hosting;

/// <summary>The flags of authentication, of which upstream has many.</summary>
internal sealed class AuthenticationFlags
{
    private readonly Option<string?> _clientCa = Text("--client-ca-file", "Clients presenting a certificate signed by one of these authorities are authenticated by its common name.");
    private readonly Option<string?> _tokens = Text("--token-auth-file", "File of static bearer tokens: token,user,uid,\"groups\".");
    private readonly Option<bool> _anonymous = Switch("--anonymous-auth", "Requests without credentials are system:anonymous instead of being refused.", true);
    private readonly Option<bool> _bootstrap = Switch("--enable-bootstrap-token-auth", "Secrets of type bootstrap.kubernetes.io/token in kube-system authenticate nodes that join.", false);
    private readonly Option<string?> _audiences = Text("--api-audiences", "Audiences of the API, comma-separated; the issuers by default.");

    private readonly Option<string?> _signingKey = Text("--service-account-signing-key-file", "Private key that signs service account tokens.");
    private readonly Option<string[]> _verifyingKeys = Many("--service-account-key-file", "Keys that verify service account tokens; may be given several times.");
    private readonly Option<string[]> _issuers = Many("--service-account-issuer", "Issuer of service account tokens; given several times, the first issues and all are accepted.");
    private readonly Option<string?> _jwksUri = Text("--service-account-jwks-uri", "Where others find the keys of service account tokens; this server by default.");
    private readonly Option<string> _maxExpiration = Duration("--service-account-max-token-expiration", "Longest lifetime a service account token may be asked for; 0 for no limit.", "0");
    private readonly Option<bool> _extend = Switch("--service-account-extend-token-expiration", "Tokens of pods last a year, for programs that never read them again.", true);
    private readonly Option<bool> _lookup = Switch("--service-account-lookup", "Tokens kept in secrets hold only as long as their secret and account exist.", true);

    private readonly Option<string?> _proxyCa = Text("--requestheader-client-ca-file", "Authority of the proxies whose headers tell who asks.");
    private readonly Option<string[]> _proxyNames = Many("--requestheader-allowed-names", "Common names of proxies, comma-separated; empty for any.");
    private readonly Option<string[]> _userHeaders = Many("--requestheader-username-headers", "Headers that tell the user, such as X-Remote-User.");
    private readonly Option<string[]> _uidHeaders = Many("--requestheader-uid-headers", "Headers that tell the user's uid, such as X-Remote-Uid.");
    private readonly Option<string[]> _groupHeaders = Many("--requestheader-group-headers", "Headers that tell groups, such as X-Remote-Group.");
    private readonly Option<string[]> _extraHeaders = Many("--requestheader-extra-headers-prefix", "Prefixes of headers that tell the user's extra, such as X-Remote-Extra-.");

    private readonly Option<string?> _oidcIssuer = Text("--oidc-issuer-url", "URL of the OpenID issuer; only https is accepted.");
    private readonly Option<string?> _oidcClient = Text("--oidc-client-id", "Client ID the issuer's tokens must be for.");
    private readonly Option<string?> _oidcCa = Text("--oidc-ca-file", "Authority of the issuer's certificate; the system's by default.");
    private readonly Option<string> _oidcUser = new("--oidc-username-claim") { Description = "Claim that is the user's name.", DefaultValueFactory = _ => "sub" };
    private readonly Option<string?> _oidcUserPrefix = Text("--oidc-username-prefix", "What user names start with; the issuer and # by default unless the claim is email, - for nothing.");
    private readonly Option<string?> _oidcGroups = Text("--oidc-groups-claim", "Claim that holds the user's groups.");
    private readonly Option<string?> _oidcGroupsPrefix = Text("--oidc-groups-prefix", "What group names start with.");
    private readonly Option<string[]> _oidcRequired = Many("--oidc-required-claim", "key=value that must be in the token; may be given several times.");
    private readonly Option<string[]> _oidcAlgorithms = Many("--oidc-signing-algs", "Signing algorithms that are accepted, comma-separated; RS256 by default.");

    private readonly Option<string?> _webhook = Text("--authentication-token-webhook-config-file", "File in kubeconfig format that names a service to ask about tokens.");
    private readonly Option<string> _webhookTtl = Duration("--authentication-token-webhook-cache-ttl", "How long the service's answers are remembered.", "2m0s");
    private readonly Option<string> _webhookVersion = new("--authentication-token-webhook-version") { Description = "Version of the TokenReview sent.", DefaultValueFactory = _ => "v1beta1" };

    private readonly Option<string?> _configuration = Text("--authentication-config", "File with issuers of tokens and rules for anonymous requests; instead of the --oidc-* flags.");

    public IEnumerable<Option> All =>
    [
        _configuration, _clientCa, _tokens, _anonymous, _bootstrap, _audiences, _signingKey, _verifyingKeys, _issuers, _jwksUri, _maxExpiration, _extend, _lookup,
        _proxyCa, _proxyNames, _userHeaders, _uidHeaders, _groupHeaders, _extraHeaders,
        _oidcIssuer, _oidcClient, _oidcCa, _oidcUser, _oidcUserPrefix, _oidcGroups, _oidcGroupsPrefix, _oidcRequired, _oidcAlgorithms,
        _webhook, _webhookTtl, _webhookVersion,
    ];

    /// <exception cref="FormatException">Flags that do not go together, worded as upstream.</exception>
    public AuthenticationOptions Read(ParseResult parsed)
    {
        var options = ReadFlags(parsed);
        if (parsed.GetValue(_configuration) is not { Length: > 0 } path) return options;
        if (options.OidcIssuers.Count > 0) throw new FormatException("authentication-config file and oidc-* flags are mutually exclusive");
        var configuration = AuthenticationConfigurationFile.Read(path, options.ServiceAccounts.Issuers);
        if (configuration.Anonymous is not null && parsed.GetResult(_anonymous) is { Implicit: false })
            throw new FormatException("--anonymous-auth flag cannot be set when anonymous field is configured in authentication configuration file");
        return options with { OidcIssuers = configuration.Issuers, Anonymous = configuration.Anonymous ?? options.Anonymous };
    }

    private AuthenticationOptions ReadFlags(ParseResult parsed) => new()
    {
        ClientCaFile = parsed.GetValue(_clientCa),
        TokenAuthFile = parsed.GetValue(_tokens),
        Anonymous = new AnonymousOptions(parsed.GetValue(_anonymous), []),
        BootstrapTokens = parsed.GetValue(_bootstrap),
        ApiAudiences = parsed.GetValue(_audiences)?.Split(',') ?? [],
        ServiceAccounts = ServiceAccounts(parsed),
        FrontProxy = new FrontProxyOptions
        {
            ClientCaFile = parsed.GetValue(_proxyCa),
            AllowedNames = List(parsed, _proxyNames),
            UsernameHeaders = List(parsed, _userHeaders),
            UidHeaders = List(parsed, _uidHeaders),
            GroupHeaders = List(parsed, _groupHeaders),
            ExtraHeaderPrefixes = List(parsed, _extraHeaders),
        },
        OidcIssuers = Oidc(parsed) is { } issuer ? [issuer] : [],
        TokenWebhook = parsed.GetValue(_webhook) is { } file ? new TokenWebhookOptions(file, parsed.GetValue(_webhookVersion)!, Time(parsed, _webhookTtl)) : null,
    };

    private ServiceAccountOptions ServiceAccounts(ParseResult parsed)
    {
        var options = new ServiceAccountOptions
        {
            SigningKeyFile = parsed.GetValue(_signingKey),
            KeyFiles = parsed.GetValue(_verifyingKeys) ?? [],
            JwksUri = parsed.GetValue(_jwksUri),
            MaxTokenExpiration = Time(parsed, _maxExpiration),
            ExtendTokenExpiration = parsed.GetValue(_extend),
            Lookup = parsed.GetValue(_lookup),
        };
        if (options.MaxTokenExpiration != TimeSpan.Zero && (options.MaxTokenExpiration < TimeSpan.FromHours(1) || options.MaxTokenExpiration.TotalSeconds > 1L << 32))
            throw new FormatException("the service-account-max-token-expiration must be between 1 hour and 2^32 seconds");
        return parsed.GetValue(_issuers) is { Length: > 0 } issuers ? options with { Issuers = issuers } : options;
    }

    private OidcOptions? Oidc(ParseResult parsed)
    {
        var (issuer, client) = (parsed.GetValue(_oidcIssuer), parsed.GetValue(_oidcClient));
        if (issuer is null && client is null) return null;
        if (issuer is null || client is null) throw new FormatException("oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set");
        if (!issuer.StartsWith("https://", StringComparison.Ordinal)) throw new FormatException($"oidc-issuer-url: Invalid value: \"{issuer}\": URL scheme must be https");
        return new OidcOptions
        {
            IssuerUrl = issuer,
            Audiences = [client],
            Authorities = parsed.GetValue(_oidcCa) is { } ca ? File.ReadAllText(ca) : null,
            UsernameClaim = parsed.GetValue(_oidcUser)!,
            UsernamePrefix = OidcOptions.PrefixOf(parsed.GetValue(_oidcUserPrefix), parsed.GetValue(_oidcUser)!, issuer),
            GroupsClaim = parsed.GetValue(_oidcGroups) ?? "",
            GroupsPrefix = parsed.GetValue(_oidcGroupsPrefix) ?? "",
            RequiredClaims = List(parsed, _oidcRequired).Select(claim => claim.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : ""),
            SigningAlgorithms = List(parsed, _oidcAlgorithms) is { Length: > 0 } algorithms ? algorithms : ["RS256"],
        };
    }

    private static string[] List(ParseResult parsed, Option<string[]> option) => [.. (parsed.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static TimeSpan Time(ParseResult parsed, Option<string> option) => TimeSpan.FromTicks(DurationText.Parse(parsed.GetValue(option)!) / TimeSpan.NanosecondsPerTick);

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = false };

    private static Option<bool> Switch(string name, string description, bool value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<string> Duration(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
