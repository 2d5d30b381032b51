using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;
using Kube.ApiServer.Kinds.Core.PersistentVolumes;
using Kube.ApiServer.Kinds.Storage.CsiDrivers;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Nodes;

/// <summary>The audiences of the tokens a pod's volumes need: projected tokens, and those that CSI drivers ask for.</summary>
internal sealed class PodAudiences(ResourceRegistry registry, JsonMap pod)
{
    public async ValueTask<bool> HasAsync(string audience, CancellationToken cancellation)
    {
        foreach (var volume in pod.Spec().Maps("volumes"))
        {
            var tokens = volume.Part("projected").Maps("sources").Select(source => source.Map("serviceAccountToken")).OfType<JsonMap>();
            if (tokens.Any(token => token.Text("audience") == audience)) return true;
            var driver = await DriverAsync(volume, cancellation);
            if (driver.Length == 0 || await registry.FindAsync(CsiDriverKind.Resource, "", driver, cancellation) is not { } found) continue;
            if (found.Spec().Maps("tokenRequests").Any(request => request.Text("audience") == audience)) return true;
        }
        return false;
    }

    private async ValueTask<string> DriverAsync(JsonMap volume, CancellationToken cancellation)
    {
        if (volume.Part("csi").Text("driver") is { Length: > 0 } inline) return inline;
        var name = volume.Has("ephemeral") ? $"{pod.Name()}-{volume.Text("name")}" : volume.Part("persistentVolumeClaim").Text("claimName");
        if (name.Length == 0) return "";
        var claim = await registry.FindAsync(PersistentVolumeClaimKind.Resource, pod.Metadata().Text("namespace"), name, cancellation);
        if (claim?.Spec().Text("volumeName") is not { Length: > 0 } bound) return "";
        return (await registry.FindAsync(PersistentVolumeKind.Resource, "", bound, cancellation))?.Spec().Part("csi").Text("driver") ?? "";
    }
}
