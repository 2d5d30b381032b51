using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;
using Kube.ApiServer.Kinds.Storage.StorageClasses;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>A claim that names no class gets the default one: upstream's <c>plugin/admission/storage/storageclass/setdefault</c>.</summary>
internal sealed class DefaultStorageClass : AdmissionStep
{
    public override string Name => "DefaultStorageClass";

    public override bool Concerns(Resource resource) => resource == PersistentVolumeClaimKind.Resource;

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain || ClaimClass.IsGiven(request.Object!)) return;
        var classes = request.Snapshot(StorageClassKind.Resource);
        if (DefaultClass.Of(classes, "storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class") is { } name)
            request.Object!.GetOrAddMap("spec")["storageClassName"] = name;
    }
}
