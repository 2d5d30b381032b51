using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.Recordings.Wire;

/// <summary>An object with every field set, as JSON and as the protobuf that Go makes of it.</summary>
internal sealed record WireFile(string Name, byte[] Json, byte[] Protobuf, KindSchema Kind)
{
    /// <summary>The object; a new one each time.</summary>
    public JsonMap Object()
    {
        var obj = SchemaDecoder.Decode(Json, Kind.Type).Object;
        Normalizer.Normalize(obj, Kind.Type);
        return obj;
    }

    /// <exception cref="InvalidDataException">It is of no kind that is known.</exception>
    public static WireFile Read(string path)
    {
        var json = File.ReadAllBytes(path);
        var meta = TypeMeta.Read(json);
        var kind = KindCatalog.BuiltIn.Find(meta.Group, meta.Version, meta.Kind) ?? throw new InvalidDataException($"{path}: {meta.ApiVersion} {meta.Kind} is not known");
        return new WireFile(Path.GetFileNameWithoutExtension(path), json, File.ReadAllBytes(Path.ChangeExtension(path, ".pb")), kind);
    }
}
