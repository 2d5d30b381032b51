using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Wire;
using Kube.OpenApi.Writing;

namespace Kube.Recordings.Wire;

/// <summary>
/// Objects with every field set. Each is encoded to protobuf, which must be the recorded bytes, and the recorded bytes decoded, which
/// must be the recorded JSON. Those whose made-up values the server accepts are also created there (as a dry run), once from each form
/// and read in the other: spec, data and all else but metadata and status, which the server sets, must be what was sent.
/// </summary>
internal sealed class WireCheck(string folder, Api api, Report report)
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>What a secret is sent as text becomes data.</summary>
    private static readonly HashSet<string> SetByServer = ["/metadata", "/status", "/stringData", "/data/stringDataKey"];

    public async Task RunAsync()
    {
        var served = await Served.DiscoverAsync(api);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order().Select(WireFile.Read))
        {
            report.Compared($"{file.Name}.pb", Encoded(file));
            report.Compared($"{file.Name}.json", Difference.Between(file.Object(), Rewritten(file, ProtobufEnvelope.Decode(file.Protobuf, file.Kind.Type)), Nothing));
            var resource = served.FirstOrDefault(resource => resource.Kind == file.Kind && resource.Verbs.Contains("create"));
            if (resource is not null) await CreateAsync(file, resource);
        }
    }

    private static IEnumerable<string> Encoded(WireFile file)
    {
        var encoded = ProtobufEnvelope.Encode(file.Object(), file.Kind.Type);
        if (encoded.AsSpan().SequenceEqual(file.Protobuf)) return [];
        var differences = Difference.Between(ProtobufEnvelope.Decode(file.Protobuf, file.Kind.Type), ProtobufEnvelope.Decode(encoded, file.Kind.Type), Nothing).ToList();
        return differences.Count > 0 ? differences : [$"{encoded.Length} bytes say the same as {file.Protobuf.Length}, but are not the same"];
    }

    /// <summary>Through the bytes of JSON, as a server answers.</summary>
    private static JsonMap Rewritten(WireFile file, JsonMap obj)
    {
        var decoded = SchemaDecoder.Decode(SchemaWriter.ToBytes(obj, file.Kind.Type), file.Kind.Type).Object;
        Normalizer.Normalize(decoded, file.Kind.Type);
        return decoded;
    }

    private async Task CreateAsync(WireFile file, Served resource)
    {
        var sent = file.Object();
        sent["metadata"] = new JsonMap { ["name"] = "wire" };
        Normalizer.Normalize(sent, file.Kind.Type);
        var path = $"{resource.Collection("default")}?dryRun=All";
        var fromJson = await api.SendAsync(HttpMethod.Post, path, Api.Protobuf, SchemaWriter.ToBytes(sent, file.Kind.Type));
        if (fromJson.Status is >= 400 and < 500)
        {
            report.Explain("an object of wire/ whose made-up values no server accepts: encoded and decoded only");
            return;
        }
        var fromProtobuf = await api.SendAsync(HttpMethod.Post, path, "application/json", ProtobufEnvelope.Encode(sent, file.Kind.Type), Api.Protobuf);
        report.Expect(file.Name, "the status of a create", "201 201", $"{fromJson.Status} {fromProtobuf.Status}");
        if (fromJson.Status != 201 || fromProtobuf.Status != 201) return;
        report.Compared($"{file.Name}: JSON to protobuf", Difference.Between(sent, ProtobufEnvelope.Decode(fromJson.Body, file.Kind.Type), SetByServer));
        report.Compared($"{file.Name}: protobuf to JSON", Difference.Between(sent, Read(file, fromProtobuf.Body), SetByServer));
    }

    private static JsonMap Read(WireFile file, byte[] json)
    {
        var obj = SchemaDecoder.Decode(json, file.Kind.Type).Object;
        Normalizer.Normalize(obj, file.Kind.Type);
        return obj;
    }
}
