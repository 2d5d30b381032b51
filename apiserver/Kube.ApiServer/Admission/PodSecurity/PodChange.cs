using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>Which updates can make a pod worse: of what may change, new images and new containers.</summary>
internal static class PodChange
{
    public static bool IsSignificant(JsonMap spec, JsonMap old) =>
        Differ(spec, old, "containers") || Differ(spec, old, "initContainers")
        || spec.Maps("ephemeralContainers").Any(container => old.Maps("ephemeralContainers").FirstOrDefault(before => before.Text("name") == container.Text("name"))?.Text("image") != container.Text("image"));

    private static bool Differ(JsonMap spec, JsonMap old, string list) =>
        !spec.Maps(list).Select(container => container.Text("image")).SequenceEqual(old.Maps(list).Select(container => container.Text("image")));
}
