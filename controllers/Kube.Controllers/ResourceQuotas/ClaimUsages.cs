using k8s.Models;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>What volume claims use of quotas: <c>pkg/quota/v1/evaluator/core/persistent_volume_claims.go</c>.</summary>
internal static class ClaimUsages
{
    private const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    public static Dictionary<string, Quantity> Of(V1PersistentVolumeClaim claim)
    {
        var one = Quantity.FromValue(1);
        var usage = new Dictionary<string, Quantity>(StringComparer.Ordinal) { ["persistentvolumeclaims"] = one, ["count/persistentvolumeclaims"] = one };
        var name = claim.Metadata.Annotations?.TryGetValue(ClassAnnotation, out var old) == true ? old : claim.Spec.StorageClassName;
        var ofClass = string.IsNullOrEmpty(name) ? null : name + QuotaNames.StorageClassSuffix;
        if (ofClass is not null)
            usage[ofClass + "persistentvolumeclaims"] = one;
        if (!Amounts.Of(claim.Spec.Resources?.Requests).TryGetValue("storage", out var storage))
            return usage;
        if (Amounts.Of(claim.Status?.AllocatedResources).TryGetValue("storage", out var allocated) && allocated > storage)
            storage = allocated;
        if (storage.MilliValue % 1000 != 0)
            storage = Quantity.FromValue(storage.Value, storage.Format);
        usage["requests.storage"] = storage;
        if (ofClass is not null)
            usage[ofClass + "requests.storage"] = storage;
        return usage;
    }

    public static bool IsIn(V1ScopedResourceSelectorRequirement scope, V1PersistentVolumeClaim claim)
        => scope.ScopeName == "VolumeAttributesClass" && QuotaScopes.Fits(scope, [.. AttributeClasses(claim)]);

    /// <summary>Whether quotas may have something back though the claim stays.</summary>
    public static bool Changed(V1PersistentVolumeClaim old, V1PersistentVolumeClaim claim)
        => !old.Status.SameStorage(claim.Status) || !AttributeClasses(old).ToHashSet().SetEquals(AttributeClasses(claim));

    private static bool SameStorage(this V1PersistentVolumeClaimStatus? one, V1PersistentVolumeClaimStatus? other)
        => Amounts.Of(one?.AllocatedResources).GetValueOrDefault("storage") == Amounts.Of(other?.AllocatedResources).GetValueOrDefault("storage");

    private static IEnumerable<string> AttributeClasses(V1PersistentVolumeClaim claim) => ((string?[])
    [
        claim.Spec.VolumeAttributesClassName,
        claim.Status?.CurrentVolumeAttributesClassName,
        claim.Status?.ModifyVolumeStatus?.TargetVolumeAttributesClassName,
    ]).Where(name => !string.IsNullOrEmpty(name)).Select(name => name!);
}
