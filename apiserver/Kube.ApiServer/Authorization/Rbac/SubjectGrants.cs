using Kube.ApiServer.Authentication;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>The grants of one namespace, or of the whole cluster, by whom they are for.</summary>
internal sealed class SubjectGrants
{
    private readonly Dictionary<string, List<Grant>> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Grant>> _groups = new(StringComparer.Ordinal);

    public void Add(string target, bool isGroup, Grant grant)
    {
        var grants = isGroup ? _groups : _users;
        if (grants.TryGetValue(target, out var known)) known.Add(grant);
        else grants.Add(target, [grant]);
    }

    /// <summary>What a user has, in no order; a binding that names the user twice is there twice.</summary>
    public IEnumerable<Grant> Of(UserInfo user)
    {
        var own = _users.GetValueOrDefault(user.Name) ?? [];
        return own.Concat(user.Groups.SelectMany(group => _groups.GetValueOrDefault(group) ?? []));
    }
}
