using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>What a pod spec gets wherever it stands, in a pod or in a template: SetDefaults_PodSpec of <c>pkg/apis/core/v1/defaults.go</c>.</summary>
internal static class PodSpecDefaults
{
    public static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];

    /// <summary>Defaults the spec under <paramref name="key"/>, making it when it is not there.</summary>
    public static void SetIn(JsonMap owner, string key = "spec") => Set(owner.GetOrAddMap(key));

    /// <summary>A PodTemplateSpec under <paramref name="key"/>.</summary>
    public static void SetInTemplate(JsonMap owner, string key = "template")
    {
        if (owner.Map(key) is { } template) SetIn(template);
    }

    public static void Set(JsonMap spec)
    {
        foreach (var volume in spec.Maps("volumes")) VolumeDefaults.Set(volume);
        foreach (var list in ContainerLists)
        {
            foreach (var container in spec.Maps(list)) ContainerDefaults.Set(container);
        }
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30L);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonMap());
        spec.Default("schedulerName", "default-scheduler");
        MirrorServiceAccount(spec);
    }

    // serviceAccount is the deprecated name of serviceAccountName; a stored spec shows both.
    private static void MirrorServiceAccount(JsonMap spec)
    {
        var name = spec.Text("serviceAccountName") is { Length: > 0 } given ? given : spec.Text("serviceAccount");
        if (name.Length == 0) return;
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
    }
}
