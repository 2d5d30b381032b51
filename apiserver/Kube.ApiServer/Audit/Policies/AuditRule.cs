using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>One rule of a policy, the policy's own settings worked in. An empty list stands for everything.</summary>
internal sealed record AuditRule
{
    public required AuditLevel Level { get; init; }

    public AuditStages OmitStages { get; init; }

    public bool OmitManagedFields { get; init; }

    public IReadOnlyList<string> Users { get; init; } = [];

    public IReadOnlyList<string> UserGroups { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = [];

    public IReadOnlyList<GroupResources> Resources { get; init; } = [];

    /// <summary>"" is for what is in no namespace.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Paths that are no resources; a <c>*</c> at the end stands for anything.</summary>
    public IReadOnlyList<string> NonResourceUrls { get; init; } = [];

    public bool Matches(UserInfo? user, RequestInfo request)
    {
        if (Users.Count > 0 && (user is null || !Users.Contains(user.Name))) return false;
        if (UserGroups.Count > 0 && (user is null || !user.Groups.Any(UserGroups.Contains))) return false;
        if (Verbs.Count > 0 && !Verbs.Contains(request.Verb)) return false;
        if (Namespaces.Count > 0 || Resources.Count > 0) return request.IsResource && MatchesResource(request);
        return NonResourceUrls.Count == 0 || (!request.IsResource && NonResourceUrls.Any(url => MatchesPath(url, request.Path)));
    }

    private bool MatchesResource(RequestInfo request) =>
        (Namespaces.Count == 0 || Namespaces.Contains(request.Namespace)) && (Resources.Count == 0 || Resources.Any(resources => resources.Match(request)));

    private static bool MatchesPath(string url, string path) => url == path || (url.EndsWith('*') && path.StartsWith(url.TrimEnd('*'), StringComparison.Ordinal));
}
