using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Authentication.BootstrapTokens;
using Kube.ApiServer.Authentication.Certificates;
using Kube.ApiServer.Authentication.Configuration;
using Kube.ApiServer.Authentication.Oidc;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Authentication.Webhooks;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authentication;

/// <summary>Puts the ways of authenticating together in upstream's order: front proxy, certificate, tokens of each kind.</summary>
internal sealed class Authenticators(AuthenticationOptions options, ServiceAccountTokens? accounts, ResourceRegistry registry, ILoggerFactory log)
{
    private static readonly TimeSpan RememberedTokens = TimeSpan.FromSeconds(10);

    /// <param name="allowsAnonymous">Whether the authorizers can be trusted to tell what is for everybody.</param>
    public AuthenticatorChain Chain(bool allowsAnonymous)
    {
        var proxyHeaders = new FrontProxyHeaders(options.FrontProxy);
        var tokens = new TokenCache(new TokenUnion([.. Tokens()]), RememberedTokens, TimeSpan.Zero, registry.Time);
        return new AuthenticatorChain([.. Certificates(proxyHeaders), new RequestTokenAuthenticator(tokens)], tokens, proxyHeaders, allowsAnonymous ? options.Anonymous : AnonymousOptions.Nowhere);
    }

    private IEnumerable<IAuthenticator> Certificates(FrontProxyHeaders proxyHeaders)
    {
        if (options.FrontProxy.ClientCaFile is { } proxies)
            yield return new FrontProxyAuthenticator(CertificateVerifier.Of(proxies, registry.Time), options.FrontProxy.AllowedNames, proxyHeaders);
        if (options.ClientCaFile is { } clients) yield return new ClientCertificateAuthenticator(CertificateVerifier.Of(clients, registry.Time));
    }

    private IEnumerable<ITokenAuthenticator> Tokens()
    {
        if (options.TokenAuthFile is { } file) yield return new TokenFileAuthenticator(File.ReadAllLines(file), options.Audiences);
        foreach (var authenticator in accounts?.Authenticators(registry) ?? []) yield return authenticator;
        if (options.BootstrapTokens) yield return new BootstrapTokenAuthenticator(options.Audiences, registry);
        foreach (var oidc in options.OidcIssuers)
            yield return new OidcAuthenticator(oidc, new IssuerKeys(IssuerClient(oidc.Authorities), oidc.IssuerUrl, oidc.DiscoveryUrl), options.Audiences, registry.Time, log.CreateLogger<OidcAuthenticator>());
        if (options.TokenWebhook is { } webhook)
        {
            var asking = new TokenWebhook(WebhookClient.Load(webhook.ConfigFile), webhook.Version, options.Audiences, registry.Time, log.CreateLogger<TokenWebhook>());
            yield return new TokenCache(asking, webhook.CacheTtl, webhook.CacheTtl, registry.Time);
        }
    }

    private static HttpClient IssuerClient(string? authorities)
    {
        var tls = new SslClientAuthenticationOptions();
        if (authorities is not null)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        }
        return new HttpClient(new SocketsHttpHandler { SslOptions = tls }) { Timeout = TimeSpan.FromSeconds(30) };
    }
}
