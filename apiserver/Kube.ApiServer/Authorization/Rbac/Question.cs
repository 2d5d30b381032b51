using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>Who asks for what, apart from the object's name: equal for requests that the same rules decide.</summary>
internal readonly struct Question(UserInfo user, RequestInfo request) : IEquatable<Question>
{
    private readonly UserInfo _user = user;
    private readonly RequestInfo _request = request;

    public bool Equals(Question other)
    {
        var (a, b) = (_request, other._request);
        return a.Verb == b.Verb && a.IsResource == b.IsResource && _user.Name == other._user.Name
            && (a.IsResource ? a.Resource == b.Resource && a.Namespace == b.Namespace && a.Group == b.Group && a.Subresource == b.Subresource : a.Path == b.Path)
            && SameGroups(_user.Groups, other._user.Groups);
    }

    public override bool Equals(object? obj) => obj is Question other && Equals(other);

    public override int GetHashCode() => _request.IsResource
        ? HashCode.Combine(_user.Name, _request.Verb, _request.Resource, _request.Subresource, _request.Namespace)
        : HashCode.Combine(_user.Name, _request.Verb, _request.Path);

    private static bool SameGroups(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (a[i] != b[i]) return false;
        }
        return true;
    }
}
