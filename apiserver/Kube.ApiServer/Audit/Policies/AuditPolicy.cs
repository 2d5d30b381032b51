using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>audit.k8s.io/v1 Policy, checked.</summary>
/// <param name="Warnings">What the file says that means nothing.</param>
internal sealed record AuditPolicy(IReadOnlyList<AuditRule> Rules, IReadOnlyList<string> Warnings)
{
    /// <summary>The first rule that matches; null when the request is not audited.</summary>
    /// <param name="user">Null for who could not be authenticated, whom no rule about users matches.</param>
    public AuditRule? For(UserInfo? user, RequestInfo request)
    {
        foreach (var rule in Rules)
        {
            if (rule.Matches(user, request)) return rule.Level == AuditLevel.None ? null : rule;
        }
        return null;
    }
}
