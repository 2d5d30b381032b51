using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission;

/// <summary>Holds volumes and claims that are deleted while something still uses them: upstream's <c>plugin/storage/storageobjectinuseprotection</c>.</summary>
internal sealed class StorageObjectInUseProtection : AdmissionStep
{
    public override string Name => "StorageObjectInUseProtection";

    public override ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation != Operation.Create) return default;
        if (request.IsMain("", "persistentvolumes")) Protect(request.Object!, "kubernetes.io/pv-protection");
        if (request.IsMain("", "persistentvolumeclaims")) Protect(request.Object!, "kubernetes.io/pvc-protection");
        return default;
    }

    private static void Protect(JsonMap obj, string finalizer)
    {
        var finalizers = obj.GetOrAddMap("metadata").GetOrAddList("finalizers");
        if (!finalizers.Contains(finalizer)) finalizers.Add(finalizer);
    }
}
