using System.Collections.Concurrent;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>One state of the policy and what was decided by it so far, for each user and kind of request; objects' names do not count.</summary>
internal sealed class CompiledPolicy(long revision, PolicyIndex index)
{
    /// <summary>More kinds of requests than a cluster's programs make; beyond it memory is worth more than time.</summary>
    private const int MaxDecisions = 20_000;

    private readonly ConcurrentDictionary<Question, Answer> _answers = new();
    private int _count;

    public long Revision => revision;

    public PolicyIndex Index => index;

    public Decision Decide(UserInfo user, RequestInfo request)
    {
        var question = new Question(user, request);
        if (!_answers.TryGetValue(question, out var answer))
        {
            answer = Find(user, request);
            if (Interlocked.Increment(ref _count) > MaxDecisions)
            {
                _answers.Clear();
                Interlocked.Exchange(ref _count, 0);
            }
            _answers.TryAdd(question, answer);
        }
        foreach (var (rule, reason) in answer.Allowing)
        {
            if (rule.AllowsName(request.Name)) return new Decision(true, reason);
        }
        return new Decision(false, answer.Refusal);
    }

    private Answer Find(UserInfo user, RequestInfo request)
    {
        var allowing = new List<(PolicyRule, string)>();
        var missing = new List<string>();
        foreach (var grant in index.GrantsOf(user, request.Namespace))
        {
            if (grant.Missing.Length > 0) missing.Add(grant.Missing);
            foreach (var rule in grant.Rules)
            {
                if (!rule.AllowsSome(request)) continue;
                allowing.Add((rule, grant.Reason));
                // Whatever the name is, nothing further is looked at.
                if (rule.ResourceNames.Count == 0) return new Answer([.. allowing], "");
            }
        }
        return new Answer([.. allowing], missing.Count == 0 ? "" : $"RBAC: {Aggregate.Of(missing)}");
    }

    /// <param name="Allowing">The rules that allow it for the names they allow, in the order they count.</param>
    private sealed record Answer((PolicyRule Rule, string Reason)[] Allowing, string Refusal);
}
