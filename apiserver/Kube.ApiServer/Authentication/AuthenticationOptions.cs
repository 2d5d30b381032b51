using Kube.ApiServer.Authentication.Certificates;
using Kube.ApiServer.Authentication.Configuration;
using Kube.ApiServer.Authentication.Oidc;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Authentication.Webhooks;

namespace Kube.ApiServer.Authentication;

/// <summary>The flags that say who is known, by upstream's names.</summary>
internal sealed record AuthenticationOptions
{
    public string? ClientCaFile { get; init; }

    public string? TokenAuthFile { get; init; }

    public AnonymousOptions Anonymous { get; init; } = new(Enabled: true, []);

    public bool BootstrapTokens { get; init; }

    public IReadOnlyList<string> ApiAudiences { get; init; } = [];

    public ServiceAccountOptions ServiceAccounts { get; init; } = new();

    public FrontProxyOptions FrontProxy { get; init; } = new();

    /// <summary>That of <c>--oidc-issuer-url</c>, or those of <c>--authentication-config</c>.</summary>
    public IReadOnlyList<OidcOptions> OidcIssuers { get; init; } = [];

    /// <summary>Null without <c>--authentication-token-webhook-config-file</c>.</summary>
    public TokenWebhookOptions? TokenWebhook { get; init; }

    /// <summary>Whom tokens for this API are meant for.</summary>
    public IReadOnlyList<string> Audiences => ApiAudiences.Count > 0 ? ApiAudiences : ServiceAccounts.Issuers;
}
