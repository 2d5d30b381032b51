using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Core.Pods.Printing;
using Kube.ApiServer.Kinds.Policy.PodDisruptionBudgets;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Asks a pod's disruption budget whether it may go, and takes the disruption from what is allowed: EvictionREST.checkAndDecrement.</summary>
internal sealed class PodDisruptions(ResourceRegistry registry, DateTimeOffset now)
{
    private const int RetrySeconds = 10;
    private const string Refused = "Cannot evict pod as it would violate the pod's disruption budget.";

    private static readonly ObjectSubresource Status = (ObjectSubresource)PodDisruptionBudgetKind.Resource.Subresource("status")!;

    /// <exception cref="StatusException">429 when the budget does not allow it now; 500 when more than one budget has a say.</exception>
    public async ValueTask TakeAsync(JsonMap pod, bool dryRun, CancellationToken cancellation)
    {
        // What does not serve yet, or not any more, is no loss.
        if (pod.IsBeingDeleted() || pod.Status().Text("phase") is "Succeeded" or "Failed" or "Pending") return;
        var budgets = await BudgetsAsync(pod, cancellation);
        if (budgets.Count == 0) return;
        if (budgets.Count > 1)
            throw new StatusException(new Status(500, "", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support."));
        if (!PodConditions.IsTrue(pod, "Ready") && MayGoUnready(budgets[0])) return;
        Check(budgets[0]);
        if (dryRun) return;
        await registry.Updater.UpdateAsync(Write(pod.Metadata().Text("namespace"), budgets[0].Name()), budget =>
        {
            Check(budget!);
            Take(budget!, pod.Name());
            return new ValueTask<JsonMap>(budget!);
        }, cancellation);
    }

    private async ValueTask<List<JsonMap>> BudgetsAsync(JsonMap pod, CancellationToken cancellation)
    {
        var resource = PodDisruptionBudgetKind.Resource;
        var snapshot = await registry.Cache(resource).LatestAsync(cancellation);
        var labels = new JsonLabels(pod.Metadata().Map("labels"));
        return snapshot.Enumerate(pod.Metadata().Text("namespace"))
            .Select(cached => ObjectCodec.Decode(cached.Json, resource.Type))
            .Where(budget => Selectors.Of(budget.Spec().Map("selector")).Matches(labels))
            .ToList();
    }

    private static bool MayGoUnready(JsonMap budget)
    {
        if (budget.Spec().Text("unhealthyPodEvictionPolicy") == "AlwaysAllow") return true;
        var (current, desired) = (budget.Status().Number("currentHealthy"), budget.Status().Number("desiredHealthy"));
        return desired > 0 && current >= desired;
    }

    private static void Check(JsonMap budget)
    {
        var (status, name) = (budget.Status(), budget.Name());
        if (status.Number("observedGeneration") < budget.Metadata().Number("generation"))
            throw Refuse(RetrySeconds, $"The disruption budget {name} is still being processed by the server.");
        if (status.Number("disruptionsAllowed") <= 0)
            throw Refuse(0, $"The disruption budget {name} needs {status.Number("desiredHealthy")} healthy pods and has {status.Number("currentHealthy")} currently");
    }

    private void Take(JsonMap budget, string pod)
    {
        var status = budget.GetOrAddMap("status");
        status["disruptionsAllowed"] = status.Number("disruptionsAllowed") - 1;
        status.GetOrAddMap("disruptedPods")[pod] = TimeText.Format(now);
    }

    private static WriteRequest Write(string space, string name) => new(
        PodDisruptionBudgetKind.Resource, Status, space, name, UserInfo.Server,
        new WriteOptions { FieldManager = "kube-apiserver", FieldValidation = FieldValidation.Ignore });

    private static StatusException Refuse(int retrySeconds, string why) =>
        StatusException.TooManyRequests(Refused, retrySeconds, new StatusCause("DisruptionBudget", why));
}
