using System.Globalization;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Core.ResourceQuotas;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>
/// Writes what is used into the status of quotas, before what uses it is stored. The writes of a namespace are charged one batch after
/// the other, those that came meanwhile together; a status is replaced only as it was read, so servers that share a store do not
/// overspend either. What is charged for a write that then fails comes back when the controller counts again.
/// </summary>
internal sealed class QuotaLedger(QuotaCheck check)
{
    private const int Attempts = 4;

    private static readonly ObjectSubresource Status = ResourceQuotaKind.Resource.Subresources.OfType<ObjectSubresource>().Single(subresource => subresource.Name == "status");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<QuotaCharge>> _waiting = new(StringComparer.Ordinal);

    /// <exception cref="StatusException">403 when a quota would be exceeded.</exception>
    public Task ChargeAsync(QuotaCharge charge, CancellationToken cancellation)
    {
        var space = charge.Request.Namespace;
        lock (_gate)
        {
            if (_waiting.TryGetValue(space, out var others))
            {
                others.Add(charge);
                return charge.Settled.WaitAsync(cancellation);
            }
            _waiting.Add(space, []);
        }
        // Carried on for the others should this one's client go away; it ends when nobody waits.
        _ = Task.Run(() => SettleAllAsync(charge.Request.Registry, space, [charge]), CancellationToken.None);
        return charge.Settled.WaitAsync(cancellation);
    }

    private async Task SettleAllAsync(ResourceRegistry registry, string space, List<QuotaCharge> batch)
    {
        while (batch.Count > 0)
        {
            try
            {
                await SettleAsync(registry, space, batch);
            }
            catch (Exception failure)
            {
                batch.ForEach(charge => charge.Refuse(failure));
            }
            lock (_gate)
            {
                batch = _waiting[space];
                if (batch.Count == 0) _waiting.Remove(space);
                else _waiting[space] = [];
            }
        }
    }

    private async Task SettleAsync(ResourceRegistry registry, string space, List<QuotaCharge> batch)
    {
        HashSet<string>? left = null;
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = await registry.Cache(ResourceQuotaKind.Resource).LatestAsync(CancellationToken.None);
            var before = snapshot.Enumerate(space).Select(QuotaState.Of).Where(quota => left?.Contains(quota.Name) != false).ToList();
            var after = Charge(batch.Where(charge => !charge.IsSettled), before);
            var failures = await WriteAsync(registry, space, before, after);
            if (failures.Count == 0 || attempt == Attempts)
            {
                foreach (var charge in batch.Where(charge => !charge.IsSettled))
                {
                    if (failures.Count == 0) charge.Admit();
                    else charge.Refuse(failures.Values.Last());
                }
                return;
            }
            // What other quotas were charged stands; only those that somebody else changed are looked at again.
            left = [.. failures.Keys];
        }
    }

    /// <summary>Charges one after the other; settled are those refused and those that change nothing.</summary>
    private IReadOnlyList<QuotaState> Charge(IEnumerable<QuotaCharge> charges, IReadOnlyList<QuotaState> quotas)
    {
        foreach (var charge in charges)
        {
            try
            {
                var charged = check.Charge(charge.Request, charge.Evaluator, quotas);
                if (charge.Request.DryRun || ReferenceEquals(charged, quotas)) charge.Admit();
                else quotas = charged;
            }
            catch (StatusException refusal)
            {
                charge.Refuse(refusal);
            }
        }
        return quotas;
    }

    private static async Task<Dictionary<string, StatusException>> WriteAsync(ResourceRegistry registry, string space, IReadOnlyList<QuotaState> before, IReadOnlyList<QuotaState> after)
    {
        var failures = new Dictionary<string, StatusException>(StringComparer.Ordinal);
        foreach (var (old, quota) in before.Zip(after).Where(pair => !ReferenceEquals(pair.First, pair.Second)))
        {
            try
            {
                await WriteAsync(registry, space, old, quota);
            }
            catch (StatusException conflict) when (conflict.Status.Reason is "Conflict" or "NotFound")
            {
                failures[quota.Name] = conflict;
            }
        }
        return failures;
    }

    private static async Task WriteAsync(ResourceRegistry registry, string space, QuotaState old, QuotaState quota)
    {
        var request = new WriteRequest(ResourceQuotaKind.Resource, Status, space, quota.Name, UserInfo.Server, new WriteOptions { FieldManager = "kube-apiserver", FieldValidation = FieldValidation.Ignore });
        await registry.Updater.UpdateAsync(request, current =>
        {
            current!.GetOrAddMap("metadata")["resourceVersion"] = old.Revision.ToString(CultureInfo.InvariantCulture);
            var used = new JsonMap();
            foreach (var (name, amount) in quota.Used) used[name] = amount.ToString();
            current.GetOrAddMap("status")["used"] = used;
            return new ValueTask<JsonMap>(current);
        }, CancellationToken.None);
    }
}
