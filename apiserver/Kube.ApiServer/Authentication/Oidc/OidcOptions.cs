namespace Kube.ApiServer.Authentication.Oidc;

/// <summary>An issuer of ID tokens that users sign in with: that of <c>--oidc-*</c>, or one of <c>--authentication-config</c>.</summary>
internal sealed record OidcOptions
{
    private const string Email = "email";

    /// <summary>Those that public keys verify.</summary>
    public static readonly string[] AllAlgorithms = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    public required string IssuerUrl { get; init; }

    /// <summary>Where its configuration is; below its own URL when null.</summary>
    public string? DiscoveryUrl { get; init; }

    /// <summary>The clients users sign in through; a token is for one of them.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>PEM of the authorities of its serving certificate; the system's when null.</summary>
    public string? Authorities { get; init; }

    public string UsernameClaim { get; init; } = "sub";

    public string UsernamePrefix { get; init; } = "";

    /// <summary>"" for no groups.</summary>
    public string GroupsClaim { get; init; } = "";

    public string GroupsPrefix { get; init; } = "";

    /// <summary>"" for no uid; otherwise a token without it is refused.</summary>
    public string UidClaim { get; init; } = "";

    public IReadOnlyDictionary<string, string> RequiredClaims { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> SigningAlgorithms { get; init; } = ["RS256"];

    public bool UsesEmail => UsernameClaim == Email;

    /// <summary>Names an issuer makes up must not be taken for those of others; e-mail addresses are unique by themselves.</summary>
    /// <param name="given">As in the flag: "-" is none, nothing the default.</param>
    public static string PrefixOf(string? given, string usernameClaim, string issuer) => given switch
    {
        "-" => "",
        { Length: > 0 } => given,
        _ => usernameClaim == Email ? "" : $"{issuer}#",
    };
}
