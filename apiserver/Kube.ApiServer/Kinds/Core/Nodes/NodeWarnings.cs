using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Nodes;

/// <summary>Fields of nodes that nothing reads any more: <c>pkg/api/node/util.go</c>.</summary>
internal static class NodeWarnings
{
    public static IEnumerable<string> Of(JsonMap node)
    {
        if (node.Spec().Has("configSource")) yield return "spec.configSource: the spec.configSource field is deprecated and has no effect";
        if (node.Spec().Text("externalID").Length > 0) yield return "spec.externalID: this field is deprecated, and is unused by Kubernetes";
    }
}
