using System.Collections.Concurrent;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authentication.Impersonating;

/// <summary>
/// A user acts as another, in the first mode that allows it: upstream's <c>endpoints/filters/impersonation</c>. The mode that last
/// served somebody is tried first, so that who has only the old right pays for no other.
/// </summary>
internal sealed class Impersonation(IAuthorizer authorizer, ResourceRegistry registry)
{
    private const int MaxRemembered = 1000;

    private readonly ConcurrentDictionary<string, ImpersonationMode> _last = new(StringComparer.Ordinal);

    /// <returns>Null for a request that impersonates nobody.</returns>
    /// <exception cref="StatusException">403 without the right, 400 for headers that name no user.</exception>
    public async ValueTask<Impersonated?> ApplyAsync(IHeaderDictionary headers, UserInfo requestor, RequestInfo request, CancellationToken cancellation)
    {
        if (ImpersonationHeaders.Take(headers) is not { } asked) return null;
        if (Find(asked, requestor, request, out _) is { } found) return found;
        // Nobody is refused what was just granted.
        await registry.CatchUpAsync(cancellation);
        return Find(asked, requestor, request, out var refusal) ?? throw refusal!;
    }

    private Impersonated? Find(UserInfo asked, UserInfo requestor, RequestInfo request, out StatusException? refusal)
    {
        refusal = null;
        foreach (var mode in ModesFor(requestor).Where(mode => mode.Applies(asked, requestor)))
        {
            if (Refusal(mode, asked, requestor, request) is { } refused)
            {
                refusal ??= refused;
                continue;
            }
            Remember(requestor, mode);
            return new Impersonated(asked with { Groups = WithEverybody(asked.Name, mode.GroupsOf(asked)) }, mode.Constraint);
        }
        return null;
    }

    private IEnumerable<ImpersonationMode> ModesFor(UserInfo requestor) =>
        _last.TryGetValue(requestor.Name, out var last) ? ImpersonationMode.InOrder.Prepend(last).Distinct() : ImpersonationMode.InOrder;

    private void Remember(UserInfo requestor, ImpersonationMode mode)
    {
        if (_last.Count >= MaxRemembered) _last.Clear();
        _last[requestor.Name] = mode;
    }

    private StatusException? Refusal(ImpersonationMode mode, UserInfo asked, UserInfo requestor, RequestInfo request)
    {
        foreach (var right in mode.Rights(asked, request))
        {
            if (right.Never is { } why) return ForbiddenMessage.For(requestor, right.Request, why);
            if (right.Or is { } wider && authorizer.Authorize(requestor, wider).Allowed) continue;
            var decision = authorizer.Authorize(requestor, right.Request);
            if (!decision.Allowed) return ForbiddenMessage.For(requestor, right.Request, decision.Reason);
        }
        return null;
    }

    /// <summary>Besides, the group of all who are known, or of those who are not.</summary>
    private static IReadOnlyList<string> WithEverybody(string name, IReadOnlyList<string> groups)
    {
        if (name == UserInfo.Anonymous.Name) return groups.Contains(UserInfo.AllUnauthenticated) ? groups : [.. groups, UserInfo.AllUnauthenticated];
        return groups.Contains(UserInfo.AllUnauthenticated) || groups.Contains(UserInfo.AllAuthenticated) ? groups : [.. groups, UserInfo.AllAuthenticated];
    }
}
