using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Registry;
using Kube.Machinery.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>What the <c>--service-account-*</c> flags set up: a key to sign with, and keys to believe.</summary>
internal sealed class ServiceAccountTokens
{
    private readonly ServiceAccountOptions _options;
    private readonly IReadOnlyList<string> _audiences;

    private ServiceAccountTokens(ServiceAccountOptions options, IReadOnlyList<string> audiences, IReadOnlyList<SecurityKey> keys, TokenIssuer? issuer)
    {
        (_options, _audiences, Keys, Issuer) = (options, audiences, keys, issuer);
    }

    public IReadOnlyList<SecurityKey> Keys { get; }

    /// <summary>Null when tokens are verified only.</summary>
    public TokenIssuer? Issuer { get; }

    /// <returns>Null when no key is given: there are no service account tokens then.</returns>
    public static ServiceAccountTokens? Load(AuthenticationOptions options, TimeProvider time)
    {
        var accounts = options.ServiceAccounts;
        var signing = accounts.SigningKeyFile is { } path ? SigningKeys.Read(path) : null;
        var keys = accounts.KeyFiles.SelectMany(SigningKeys.ReadAll).ToList();
        if (signing is not null && keys.Count == 0) keys.Add(signing);
        if (keys.Count == 0) return null;
        return new ServiceAccountTokens(accounts, options.Audiences, keys, signing is null ? null : new TokenIssuer(accounts, options.Audiences, signing, time));
    }

    /// <summary>In the order they are asked.</summary>
    public IEnumerable<ITokenAuthenticator> Authenticators(ResourceRegistry registry)
    {
        yield return new LegacyTokenAuthenticator(_audiences, Keys, _options.Lookup, registry);
        yield return new ServiceAccountAuthenticator(_options.Issuers, _audiences, Keys, registry);
    }
}
