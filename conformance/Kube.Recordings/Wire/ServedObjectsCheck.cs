using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Wire;

namespace Kube.Recordings.Wire;

/// <summary>Every object the server holds reads the same in protobuf as in JSON.</summary>
internal sealed class ServedObjectsCheck(Api api, Report report)
{
    /// <summary>Protobuf says kind and version of the outermost object alone; the templates of claims have them in JSON.</summary>
    private static readonly HashSet<string> Unsaid = ["/items/spec/volumeClaimTemplates/kind", "/items/spec/volumeClaimTemplates/apiVersion"];

    public async Task RunAsync()
    {
        foreach (var resource in (await Served.DiscoverAsync(api)).Where(resource => resource.Verbs.Contains("list")))
        {
            var list = KindCatalog.BuiltIn.Find(resource.Kind.Group, resource.Kind.Version, resource.Kind.Kind + "List")!.Type;
            if (!ProtobufEnvelope.Supports(list)) continue;
            var path = $"{resource.Root}/{resource.Name}";
            var json = Normalized(SchemaDecoder.Decode((await api.GetAsync(path)).Body, list).Object, list);
            // The same moment, since somebody may be writing.
            var revision = json.Map("metadata")?.String("resourceVersion");
            var exactly = string.IsNullOrEmpty(revision) ? "" : $"?resourceVersion={revision}&resourceVersionMatch=Exact";
            report.Compared($"{path} as protobuf", Difference.Between(json, Normalized(ProtobufEnvelope.Decode((await api.GetAsync(path + exactly, Api.Protobuf)).Body, list), list), Unsaid));
        }
    }

    /// <summary>An empty list and none are one in protobuf.</summary>
    private static JsonMap Normalized(JsonMap json, TypeSchema list)
    {
        Normalizer.Normalize(json, list);
        json.GetOrAddList("items");
        return json;
    }
}
