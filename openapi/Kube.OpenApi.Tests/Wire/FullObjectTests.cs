using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Wire;
using Kube.OpenApi.Writing;

namespace Kube.OpenApi.Tests.Wire;

public sealed class FullObjectTests
{
    public static IEnumerable<object[]> Kinds =>
        KindCatalog.BuiltIn.Kinds.Where(kind => ProtobufEnvelope.Supports(kind.Type)).Select(kind => new object[] { kind.Group, kind.Version, kind.Kind });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void JsonToProtobufToJson_EveryFieldSet_IsTheSame(string group, string version, string name)
    {
        var kind = KindCatalog.BuiltIn.Find(group, version, name)!;
        var obj = FullObject.Of(kind);
        var json = Json(obj, kind);

        var back = Json(ProtobufEnvelope.Decode(ProtobufEnvelope.Encode(Read(json, kind), kind.Type), kind.Type), kind);

        Assert.Equal(json, back);
        Assert.All(obj.Keys, field => Assert.Contains($"\"{field}\":", json, StringComparison.Ordinal));
    }

    private static JsonMap Read(string json, KindSchema kind) => SchemaDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(json), kind.Type).Object;

    private static string Json(JsonMap obj, KindSchema kind)
    {
        Normalizer.Normalize(obj, kind.Type);
        return System.Text.Encoding.UTF8.GetString(SchemaWriter.ToBytes(obj, kind.Type));
    }
}
