using Kube.ApiServer.Authentication.Oidc;

namespace Kube.ApiServer.Authentication.Configuration;

/// <summary>What the file of <c>--authentication-config</c> says.</summary>
/// <param name="Anonymous">Null where the flag decides.</param>
internal sealed record AuthenticationConfiguration(IReadOnlyList<OidcOptions> Issuers, AnonymousOptions? Anonymous);
