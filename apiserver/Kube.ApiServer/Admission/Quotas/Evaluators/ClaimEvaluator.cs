using Kube.ApiServer.Admission.Steps;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>Volume claims: how many and how much storage, in all and of each class.</summary>
internal sealed class ClaimEvaluator() : QuotaEvaluator("", "persistentvolumeclaims")
{
    public override bool Handles(AdmissionRequest request) => request switch
    {
        { IsMain: true } => request.Operation is Operation.Create or Operation.Update,
        { Subresource: "status", Object: { } claim, OldObject: { } old } =>
            !claim.Status().SameField(old.Status(), "allocatedResources") || !AttributeClasses(claim).ToHashSet().SetEquals(AttributeClasses(old)),
        _ => false,
    };

    public override bool IsIn(QuotaScope scope, JsonMap claim) => scope.Name == "VolumeAttributesClass" && scope.Fits([.. AttributeClasses(claim)]);

    public override Dictionary<string, Quantity> Usage(JsonMap claim)
    {
        var usage = new Dictionary<string, Quantity>(StringComparer.Ordinal) { ["persistentvolumeclaims"] = One, ["count/persistentvolumeclaims"] = One };
        var ofClass = ClaimClass.Of(claim) is { Length: > 0 } name ? name + QuotaNames.StorageClassSuffix : null;
        if (ofClass is not null) usage[ofClass + "persistentvolumeclaims"] = One;
        if (Storage(claim) is { } storage)
        {
            usage["requests.storage"] = storage;
            if (ofClass is not null) usage[ofClass + "requests.storage"] = storage;
        }
        return usage;
    }

    /// <summary>In whole bytes; while the volume shrinks back from a failed expansion, what it was to have.</summary>
    private static Quantity? Storage(JsonMap claim)
    {
        if (claim.Spec().Part("resources").Part("requests").Amount("storage") is not { } asked) return null;
        if (claim.Status().Part("allocatedResources").Amount("storage") is { } allocated && allocated > asked) asked = allocated;
        return asked.MilliValue % 1000 == 0 ? asked : Quantity.FromValue(asked.Value, asked.Format);
    }

    private static IEnumerable<string> AttributeClasses(JsonMap claim) => ((string[])[
        claim.Spec().Text("volumeAttributesClassName"),
        claim.Status().Text("currentVolumeAttributesClassName"),
        claim.Status().Part("modifyVolumeStatus").Text("targetVolumeAttributesClassName"),
    ]).Where(name => name.Length > 0);
}
