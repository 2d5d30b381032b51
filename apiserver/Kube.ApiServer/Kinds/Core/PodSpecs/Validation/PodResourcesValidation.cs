using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Quantities;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Resources of the pod as a whole, which its containers share.</summary>
internal static class PodResourcesValidation
{
    private static readonly string[] Supported = ["cpu", "hugepages-", "memory"];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        if (scope.Spec.Map("resources") is not { } resources) return;
        var errors = scope.Errors;
        if (resources.Has("claims")) errors.Forbidden(at.Child("claims"), "claims cannot be set for Resources at pod-level");
        ResourcesValidation.Validate(resources, scope.ClaimNames, errors, at, (here, name) =>
        {
            if (name is not ("cpu" or "memory") && !ResourceNames.IsHugePages(name)) errors.NotSupported(here, name, Supported);
        });
        var requests = resources.Part("requests");
        foreach (var (name, total) in PodRequests.OfContainers(scope.Spec))
        {
            var pod = requests.Amount(name) ?? Quantity.Zero;
            if (total > pod) errors.Invalid(at.Child("requests").Key(name), pod.ToString(), $"must be greater than or equal to aggregate container requests of {total}");
        }
        var limits = resources.Part("limits");
        var index = 0;
        foreach (var container in scope.Spec.Maps("containers"))
        {
            var here = at.Child("containers").Index(index++);
            foreach (var (name, limit) in container.Part("resources").Map("limits").Amounts())
            {
                if (limits.Amount(name) is { } pod && limit > pod)
                    errors.Invalid(here.Key(name).Child("limits"), limit.ToString(), $"must be less than or equal to pod limits of {pod}");
            }
        }
    }
}
