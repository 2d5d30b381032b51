using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Holds volumes and claims that are deleted while something still uses them: upstream's <c>plugin/storage/storageobjectinuseprotection</c>.</summary>
internal sealed class StorageObjectInUseProtection : AdmissionStep
{
    public override string Name => "StorageObjectInUseProtection";

    public override bool Concerns(Resource resource) => Finalizer(resource) is not null;

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var finalizers = request.Object!.GetOrAddMap("metadata").GetOrAddList("finalizers");
        var finalizer = Finalizer(request.Resource);
        if (!finalizers.Contains(finalizer)) finalizers.Add(finalizer);
        return;
    }

    private static string? Finalizer(Resource resource) =>
        resource.Is("", "persistentvolumes") ? "kubernetes.io/pv-protection" : resource.Is("", "persistentvolumeclaims") ? "kubernetes.io/pvc-protection" : null;
}
