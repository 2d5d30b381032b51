using Kube.ApiServer.Hosting;
using Kube.ApiServer.Registry;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>What the <c>--service-account-*</c> flags set up: a key to sign with, and keys to believe.</summary>
internal sealed class ServiceAccountTokens
{
    private readonly ApiServerOptions _options;
    private readonly IReadOnlyList<string> _audiences;
    private readonly IReadOnlyList<SecurityKey> _keys;
    private readonly TimeProvider _time;

    private ServiceAccountTokens(ApiServerOptions options, IReadOnlyList<SecurityKey> keys, TokenIssuer? issuer, IReadOnlyList<string> audiences, TimeProvider time)
    {
        (_options, _keys, Issuer, _audiences, _time) = (options, keys, issuer, audiences, time);
    }

    public TokenIssuer? Issuer { get; }

    /// <returns>Null when no key is given: there are no service account tokens then.</returns>
    public static ServiceAccountTokens? Load(ApiServerOptions options, TimeProvider time)
    {
        var signing = options.ServiceAccountSigningKeyFile is { } path ? SigningKeys.Read(path) : null;
        var keys = options.ServiceAccountKeyFiles.Select(SigningKeys.Read).ToList();
        if (signing is not null && keys.Count == 0) keys.Add(signing);
        if (keys.Count == 0) return null;
        var audiences = options.Audiences;
        var issuer = signing is null ? null : new TokenIssuer(options.ServiceAccountIssuer, audiences, signing, time);
        return new ServiceAccountTokens(options, keys, issuer, audiences, time);
    }

    public ServiceAccountAuthenticator Authenticator(ResourceRegistry registry) => new(_options.ServiceAccountIssuer, _audiences, _keys, registry, _time);
}
