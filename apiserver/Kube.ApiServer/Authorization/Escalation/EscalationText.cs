using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization.Rbac;

namespace Kube.ApiServer.Authorization.Escalation;

/// <summary>What is said to a user who tries to give away more than they have, worded as upstream words it.</summary>
internal static class EscalationText
{
    public static string Of(UserInfo user, IReadOnlyList<PolicyRule> missing, string resolutionError)
    {
        var rules = CompactRules.Of(missing).Select(Describe).Distinct().Order(StringComparer.Ordinal);
        var text = $"user \"{user.Name}\" (groups={Quoted(user.Groups)}) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', rules)}";
        return resolutionError.Length == 0 ? text : $"{text}; resolution errors: [{resolutionError}]";
    }

    private static string Describe(PolicyRule rule)
    {
        var parts = new List<string>();
        Add("APIGroups", rule.ApiGroups);
        Add("Resources", rule.Resources);
        Add("NonResourceURLs", rule.NonResourceUrls);
        Add("ResourceNames", rule.ResourceNames);
        Add("Verbs", rule.Verbs);
        return $"{{{string.Join(", ", parts)}}}";

        void Add(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0) parts.Add($"{name}:{Quoted(values)}");
        }
    }

    private static string Quoted(IEnumerable<string> values) => $"[{string.Join(' ', values.Select(value => $"\"{value}\""))}]";
}
