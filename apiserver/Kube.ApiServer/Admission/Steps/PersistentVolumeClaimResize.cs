using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Storage.StorageClasses;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// A claim grows only when it is bound and its class lets it: upstream's <c>plugin/admission/storage/persistentvolume/resize</c>.
/// </summary>
internal sealed class PersistentVolumeClaimResize : AdmissionStep
{
    private static readonly object Slot = new();

    public override string Name => "PersistentVolumeClaimResize";

    public override bool Concerns(Resource resource) => resource.Is("", "persistentvolumeclaims");

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Update || !request.IsMain) return;
        var (claim, old) = (request.Object!, request.OldObject!);
        if (Size(claim) <= Size(old)) return;
        if (old.Status().Text("phase") != "Bound") throw request.Forbidden("Only bound persistent volume claims can be expanded");
        if (!Grows(request, ClaimClass.Of(claim), ClaimClass.Of(old)))
            throw request.Forbidden("only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
    }

    private static bool Grows(AdmissionRequest request, string name, string before)
    {
        if (name.Length == 0 || name != before) return false;
        var found = request.Known(StorageClassKind.Resource, "", name);
        return found?.GetOrDerive(Slot, static state => ((JsonMap)JsonReader.Read(state.Json.Span)!).IsTrue("allowVolumeExpansion") ? "yes" : "").Length > 0;
    }

    private static Quantity Size(JsonMap claim) => claim.Spec().Part("resources").Part("requests").Amount("storage") ?? Quantity.Zero;
}
