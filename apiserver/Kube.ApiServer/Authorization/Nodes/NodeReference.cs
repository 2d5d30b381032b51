using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>The node a volume attachment or resource slice names, read once for each of its states.</summary>
internal static class NodeReference
{
    private static readonly object Slot = new();

    public static string Of(CachedObject obj) => obj.GetOrDerive(Slot, static state => ((JsonMap)JsonReader.Read(state.Json.Span)!).Spec().Text("nodeName"));
}
