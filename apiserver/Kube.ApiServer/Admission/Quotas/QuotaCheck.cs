using Kube.ApiServer.Admission.Quotas.Evaluators;
using Kube.ApiServer.Errors;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>
/// What one write would leave quotas at: upstream's <c>resourcequota.CheckRequest</c>. Nothing is written here, and the states given
/// are not changed.
/// </summary>
internal sealed class QuotaCheck(ResourceQuotaConfiguration configuration)
{
    /// <returns>The quotas in the same order; those the write does not touch are the same objects.</returns>
    /// <exception cref="StatusException">403: a quota would be exceeded, or cannot say.</exception>
    public IReadOnlyList<QuotaState> Charge(AdmissionRequest request, QuotaEvaluator evaluator, IReadOnlyList<QuotaState> quotas)
    {
        var obj = request.Object!;
        var concerned = quotas.Where(quota => IsFor(quota, evaluator, obj)).ToList();
        foreach (var quota in concerned) RequireUsable(request, evaluator, quota, obj);

        var usage = evaluator.Usage(obj);
        var negative = usage.Where(entry => entry.Value.Sign < 0).Select(entry => entry.Key).Order(StringComparer.Ordinal).ToList();
        if (negative.Count > 0) throw request.Forbidden($"quota usage is negative for resource(s): {string.Join(',', negative)}");

        var before = request.OldObject is { } old ? (Object: old, Usage: evaluator.Usage(old)) : default;
        var deltas = quotas.Select(quota => concerned.Contains(quota) ? Delta(usage, before.Object is not null && InScope(quota, evaluator, before.Object) ? before.Usage : null) : []).ToList();
        var change = concerned.Count > 0 ? deltas.Exists(delta => delta.Count > 0) : Delta(usage, before.Usage).Count > 0;
        if (!change) return quotas;
        RequireCovered(request, evaluator, quotas, concerned);
        return [.. quotas.Zip(deltas, (quota, delta) => delta.Count == 0 ? quota : Add(request, quota, delta))];
    }

    private static bool IsFor(QuotaState quota, QuotaEvaluator evaluator, JsonMap obj) => quota.Hard.Keys.Any(evaluator.Limits) && InScope(quota, evaluator, obj);

    private static bool InScope(QuotaState quota, QuotaEvaluator evaluator, JsonMap obj) => quota.Scopes.All(scope => evaluator.IsIn(scope, obj));

    private static void RequireUsable(AdmissionRequest request, QuotaEvaluator evaluator, QuotaState quota, JsonMap obj)
    {
        var limited = quota.Hard.Keys.Where(evaluator.Limits).Order(StringComparer.Ordinal).ToList();
        if (evaluator.Missing(limited, obj) is { Length: > 0 } missing) throw request.Forbidden($"failed quota: {quota.Name}: {missing}");
        if (!limited.TrueForAll(quota.Used.ContainsKey)) throw request.Forbidden($"status unknown for quota: {quota.Name}, resources: {string.Join(',', limited)}");
    }

    /// <summary>What is used more than before; what shrinks is left to the controller to give back.</summary>
    private static Dictionary<string, Quantity> Delta(Dictionary<string, Quantity> usage, Dictionary<string, Quantity>? before) =>
        usage.Select(entry => KeyValuePair.Create(entry.Key, before is null ? entry.Value : entry.Value - before.GetValueOrDefault(entry.Key)))
            .Where(entry => entry.Value.Sign > 0).ToDictionary();

    private void RequireCovered(AdmissionRequest request, QuotaEvaluator evaluator, IReadOnlyList<QuotaState> quotas, IReadOnlyList<QuotaState> concerned)
    {
        if (configuration.Limited.Count == 0) return;
        var used = evaluator.Usage(request.Object!).Where(entry => entry.Value.Sign > 0).Select(entry => entry.Key);
        var limited = configuration.Limited.Where(entry => request.Resource.Is(entry.Group, entry.Resource)).SelectMany(entry => entry.MatchContains).ToList();
        var covered = concerned.SelectMany(quota => quota.Hard.Keys).ToHashSet();
        var uncovered = used.Where(name => limited.Exists(part => name.Contains(part, StringComparison.Ordinal)) && !covered.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (uncovered.Count > 0) throw request.Forbidden($"insufficient quota to consume: {string.Join(',', uncovered)}");

        var scopes = configuration.Limited.SelectMany(entry => entry.MatchScopes).Where(scope => evaluator.IsIn(scope, request.Object!));
        var met = quotas.SelectMany(quota => quota.Scopes).Where(scope => evaluator.IsIn(scope, request.Object!)).Select(scope => scope.Name).ToHashSet();
        var unmet = scopes.Where(scope => !met.Contains(scope.Name)).ToList();
        if (unmet.Count > 0) throw request.Forbidden($"insufficient quota to match these scopes: [{string.Join(' ', unmet)}]");
    }

    private static QuotaState Add(AdmissionRequest request, QuotaState quota, Dictionary<string, Quantity> delta)
    {
        var asked = delta.Where(entry => quota.Hard.ContainsKey(entry.Key)).ToDictionary();
        if (asked.Count == 0) return quota;
        var used = new Dictionary<string, Quantity>(quota.Used);
        foreach (var (name, amount) in asked) used[name] = used.GetValueOrDefault(name) + amount;
        var exceeded = request.Subresource == "status" ? [] : asked.Keys.Where(name => used[name] > quota.Hard[name]).Order(StringComparer.Ordinal).ToList();
        if (exceeded.Count > 0)
            throw request.Forbidden($"exceeded quota: {quota.Name}, requested: {List(exceeded, asked)}, used: {List(exceeded, quota.Used)}, limited: {List(exceeded, quota.Hard)}");
        return quota with { Used = used };
    }

    private static string List(IEnumerable<string> names, IReadOnlyDictionary<string, Quantity> amounts) => string.Join(',', names.Select(name => $"{name}={amounts.GetValueOrDefault(name)}"));
}
