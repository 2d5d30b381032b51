using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>The evaluator of each resource; those without one of their own count objects.</summary>
internal static class QuotaEvaluators
{
    private static readonly QuotaEvaluator[] Special = [new PodEvaluator(), new ServiceEvaluator(), new ClaimEvaluator(), new ResourceClaimEvaluator()];

    public static QuotaEvaluator For(Resource resource) =>
        Array.Find(Special, evaluator => resource.Is(evaluator.Group, evaluator.Plural)) ?? new ObjectCount(resource.Group, resource.Plural);
}
