using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Modes;

/// <summary>Allowed is what one of them allows, asked in turn; where none does, all their reasons are told.</summary>
internal sealed class UnionAuthorizer(IReadOnlyList<IAuthorizer> members) : IAuthorizer
{
    public Decision Authorize(UserInfo user, RequestInfo request)
    {
        var reasons = "";
        foreach (var member in members)
        {
            var decision = member.Authorize(user, request);
            if (decision.Allowed) return decision;
            if (decision.Reason.Length > 0) reasons = reasons.Length == 0 ? decision.Reason : $"{reasons}\n{decision.Reason}";
        }
        return new Decision(false, reasons);
    }

    public UserRules RulesFor(UserInfo user, string @namespace)
    {
        var answers = members.Select(member => member.RulesFor(user, @namespace)).ToList();
        var errors = answers.Select(answer => answer.Error).Where(error => error.Length > 0).ToList();
        return new UserRules([.. answers.SelectMany(answer => answer.Rules)], answers.Any(answer => answer.Incomplete), Aggregate.Of(errors));
    }
}
