using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Coordination.Leases;

/// <summary>Rules of leases: <c>pkg/apis/coordination/validation</c>.</summary>
internal sealed class LeaseStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Strategies = ["OldestEmulationVersion"];

    public override bool AllowCreateOnUpdate => true;

    public override bool AllowUnconditionalUpdate => false;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (spec.Long("leaseDurationSeconds") is <= 0 and var duration) errors.Invalid(Spec.Child("leaseDurationSeconds"), duration, "must be greater than 0");
        errors.NonNegative(Spec, spec, "leaseTransitions");
        errors.OneOf(Spec, spec, "strategy", Strategies);
        if (spec.Text("preferredHolder").Length > 0 && spec.Text("strategy").Length == 0)
            errors.Forbidden(Spec.Child("preferredHolder"), "may only be specified if `strategy` is defined");
    }
}
