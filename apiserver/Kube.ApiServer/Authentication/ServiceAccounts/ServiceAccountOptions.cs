namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary><c>--service-account-*</c>.</summary>
internal sealed record ServiceAccountOptions
{
    public string? SigningKeyFile { get; init; }

    public IReadOnlyList<string> KeyFiles { get; init; } = [];

    /// <summary>The first issues tokens; those of all are accepted.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = ["https://kubernetes.default.svc"];

    /// <summary>Where others find the keys; this server when null.</summary>
    public string? JwksUri { get; init; }

    /// <summary>How long a token may be asked for; longer wishes are shortened. Zero for no limit but the general one.</summary>
    public TimeSpan MaxTokenExpiration { get; init; }

    /// <summary>The token every pod has lasts a year unless its pod ends first, so that programs that never read it again go on working.</summary>
    public bool ExtendTokenExpiration { get; init; } = true;

    /// <summary>Tokens kept in secrets hold only as long as their secret and account exist.</summary>
    public bool Lookup { get; init; } = true;
}
