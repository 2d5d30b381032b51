using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;

/// <summary>SetDefaults_PersistentVolumeClaim, for claims and for the templates of stateful sets.</summary>
internal static class ClaimDefaults
{
    public static void Set(JsonMap claim)
    {
        var status = claim.GetOrAddMap("status");
        if (status.Text("phase").Length == 0) status["phase"] = "Pending";
        claim.GetOrAddMap("spec").Default("volumeMode", "Filesystem");
    }
}
