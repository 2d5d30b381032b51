namespace Kube.ApiServer.Authentication.Oidc;

/// <summary><c>--oidc-*</c>: an issuer of ID tokens that users sign in with.</summary>
internal sealed record OidcOptions
{
    private const string Email = "email";

    public required string IssuerUrl { get; init; }

    public required string ClientId { get; init; }

    public string? CaFile { get; init; }

    public string UsernameClaim { get; init; } = "sub";

    /// <summary>As given: null is the default, "-" none.</summary>
    public string? GivenUsernamePrefix { get; init; }

    /// <summary>"" for no groups.</summary>
    public string GroupsClaim { get; init; } = "";

    public string GroupsPrefix { get; init; } = "";

    public IReadOnlyDictionary<string, string> RequiredClaims { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> SigningAlgorithms { get; init; } = ["RS256"];

    public bool UsesEmail => UsernameClaim == Email;

    /// <summary>Names an issuer makes up must not be taken for those of others; e-mail addresses are unique by themselves.</summary>
    public string UsernamePrefix => GivenUsernamePrefix switch
    {
        "-" => "",
        { Length: > 0 } given => given,
        _ => UsesEmail ? "" : $"{IssuerUrl}#",
    };
}
