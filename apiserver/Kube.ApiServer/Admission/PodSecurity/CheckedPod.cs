using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>A pod, or the template of pods to be.</summary>
internal sealed class CheckedPod(JsonMap metadata, JsonMap spec)
{
    public JsonMap Annotations { get; } = metadata.Part("annotations");

    public JsonMap Spec => spec;

    public JsonMap SecurityContext { get; } = spec.Part("securityContext");

    /// <summary>Init, then plain, then ephemeral ones.</summary>
    public IReadOnlyList<JsonMap> Containers { get; } = [.. spec.Maps("initContainers"), .. spec.Maps("containers"), .. spec.Maps("ephemeralContainers")];

    public bool IsWindows => spec.Part("os").Text("name") == "windows";

    /// <summary>Root in it is nobody on the node.</summary>
    public bool HasOwnUsers => spec.Bool("hostUsers") == false;

    /// <summary>The containers whose security context is of a kind; one that has none is an empty one.</summary>
    public List<string> Where(Func<JsonMap, bool> context) => [.. Containers.Where(container => context(container.Part("securityContext"))).Select(container => container.Text("name"))];
}
