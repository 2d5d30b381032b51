using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Microsoft.Extensions.Primitives;

namespace Kube.ApiServer.Authentication;

/// <summary>
/// The <c>Impersonate-*</c> headers: a user acts as another, if the right <c>impersonate</c> is there for each part of that other.
/// Upstream's <c>endpoints/filters/impersonation</c>.
/// </summary>
internal sealed class Impersonation(IAuthorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>Who the request counts as sent by; the headers are gone afterwards.</summary>
    /// <exception cref="StatusException">403 without the right, 500 for headers that name no user.</exception>
    public UserInfo Apply(IHeaderDictionary headers, UserInfo user)
    {
        var extras = headers.Keys.Where(name => name.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        var (name, uid, groups) = (First(headers[UserHeader]), First(headers[UidHeader]), headers[GroupHeader]);
        if (name.Length == 0)
        {
            if (extras.Count > 0 || uid.Length > 0 || groups.Count > 0) throw StatusException.Internal("requested impersonation without impersonating a user");
            return user;
        }
        var account = ServiceAccountName.Parse(name);
        if (account is { } known) Check(user, new RequestInfo { Path = "", Verb = "", Resource = "serviceaccounts", Namespace = known.Namespace, Name = known.Name });
        else Check(user, new RequestInfo { Path = "", Verb = "", Resource = "users", Name = name });
        foreach (var group in groups) Check(user, new RequestInfo { Path = "", Verb = "", Resource = "groups", Name = group ?? "" });
        if (uid.Length > 0) Check(user, new RequestInfo { Path = "", Verb = "", Group = AuthenticationGroup, Resource = "uids", Name = uid });
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var header in extras)
        {
            var key = ExtraKey.Of(header[ExtraPrefix.Length..]);
            extra[key] = [.. headers[header].Select(value => value ?? "")];
            foreach (var value in extra[key]) Check(user, new RequestInfo { Path = "", Verb = "", Group = AuthenticationGroup, Resource = "userextras", Subresource = key, Name = value });
            headers.Remove(header);
        }
        foreach (var header in (ReadOnlySpan<string>)[UserHeader, GroupHeader, UidHeader]) headers.Remove(header);
        return new UserInfo(name, Groups(name, account, [.. groups.Select(group => group ?? "")])) { Uid = uid, Extra = extra };
    }

    /// <summary>Of a header that is there several times the first counts.</summary>
    private static string First(StringValues values) => values is [{ } value, ..] ? value : "";

    /// <summary>The groups asked for or, without any, those every service account is in; and that of all who are known, or of those who are not.</summary>
    private static List<string> Groups(string name, ServiceAccountName? account, List<string> asked)
    {
        var groups = asked.Count == 0 && account is { } known ? [.. known.Groups] : asked;
        if (groups.Contains(UserInfo.AllAuthenticated) || groups.Contains(UserInfo.AllUnauthenticated)) return groups;
        groups.Add(name == UserInfo.Anonymous.Name ? UserInfo.AllUnauthenticated : UserInfo.AllAuthenticated);
        return groups;
    }

    private void Check(UserInfo user, RequestInfo what)
    {
        var request = what with { Verb = "impersonate", IsResource = true };
        var decision = authorizer.Authorize(user, request);
        if (!decision.Allowed) throw ForbiddenMessage.For(user, request, decision.Reason);
    }
}
