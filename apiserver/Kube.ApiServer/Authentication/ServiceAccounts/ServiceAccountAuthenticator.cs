using System.Text.Json;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// Service account tokens this cluster issued: signature, issuer, audience and time, and that the account and what the token is
/// bound to still exist. Upstream's <c>pkg/serviceaccount</c> validator.
/// </summary>
internal sealed class ServiceAccountAuthenticator(IReadOnlyList<string> issuers, IReadOnlyList<string> apiAudiences, IReadOnlyList<SecurityKey> keys, ResourceRegistry registry)
    : ITokenAuthenticator
{
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private readonly ServiceAccountJwt _jwt = new(issuers, keys);

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        if (await _jwt.VerifyAsync(token) is not { } jwt || !jwt.TryGetPayloadValue<JsonElement>("kubernetes.io", out var json)) return null;
        var until = jwt.TryGetPayloadValue<long>("exp", out _) ? new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + Leeway : DateTimeOffset.MinValue;
        var common = (audiences.Count == 0 ? apiAudiences : audiences).Intersect(jwt.Audiences).ToList();
        if (common.Count == 0 || !IsNow(jwt, until) || PrivateClaims.Read(json) is not { } claims) return null;

        var bindings = Bindings(claims);
        // A token may be shown in the moment its object was made: what is judged is the newest state.
        await registry.CatchUpAsync(cancellation);
        bool Stand() => bindings.TrueForAll(binding => binding.Stands());
        return Stand() ? new TokenIdentity(User(jwt, claims), common) { Expires = until, Holds = Stand } : null;
    }

    private bool IsNow(JsonWebToken jwt, DateTimeOffset until)
    {
        var now = registry.Time.GetUtcNow();
        return now <= until && now + Leeway >= new DateTimeOffset(jwt.ValidFrom, TimeSpan.Zero);
    }

    private List<ObjectBinding> Bindings(PrivateClaims claims)
    {
        var bindings = new List<ObjectBinding> { To("serviceaccounts", claims.ServiceAccount) };
        if (claims.Pod is { } pod) bindings.Add(To("pods", pod));
        if (claims.Secret is { } secret) bindings.Add(To("secrets", secret));
        // Beside a pod the node is told, no condition: it is gone for good only with its pods.
        if (claims is { Node: { } node, Pod: null }) bindings.Add(To("nodes", node));
        return bindings;

        ObjectBinding To(string plural, BoundObject bound) => new(registry, BuiltInResources.Named("", plural), claims.Namespace, bound.Name, bound.Uid);
    }

    private static UserInfo User(JsonWebToken jwt, PrivateClaims claims)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        if (!string.IsNullOrEmpty(jwt.Id)) extra["authentication.kubernetes.io/credential-id"] = [$"JTI={jwt.Id}"];
        foreach (var (kind, bound) in (ReadOnlySpan<(string, BoundObject?)>)[("node", claims.Node), ("pod", claims.Pod)])
        {
            if (bound is null) continue;
            extra[$"authentication.kubernetes.io/{kind}-name"] = [bound.Name];
            extra[$"authentication.kubernetes.io/{kind}-uid"] = [bound.Uid];
        }
        var account = new ServiceAccountName(claims.Namespace, claims.ServiceAccount.Name);
        return new UserInfo(account.User, account.Groups) { Uid = claims.ServiceAccount.Uid, Extra = extra }.Authenticated();
    }
}
