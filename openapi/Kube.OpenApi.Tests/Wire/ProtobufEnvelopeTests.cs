using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Wire;

namespace Kube.OpenApi.Tests.Wire;

public class ProtobufEnvelopeTests
{
    private const string NoMeta = "0A002200";

    private static TypeSchema TypeOf(JsonMap value)
    {
        var apiVersion = value.String("apiVersion")!;
        var slash = apiVersion.IndexOf('/');
        return KindCatalog.BuiltIn.Find(slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], value.String("kind")!)!.Type;
    }

    private static JsonMap Read(string json)
    {
        var value = (JsonMap)JsonReader.Read(json)!;
        Normalizer.Normalize(value, TypeOf(value));
        return value;
    }

    private static void AssertRoundTrip(string json)
    {
        var value = Read(json);
        var bytes = ProtobufEnvelope.Encode(value, TypeOf(value));
        var back = ProtobufEnvelope.Decode(bytes, TypeOf(value));
        Assert.True(JsonValues.DeepEquals(value, back), $"{value}\n{back}");
    }

    /// <summary>
    /// The envelope's magic, type meta, message and two empty texts; in the message metadata with all that is no pointer in Go,
    /// an empty creation time too, and the map's entries by key.
    /// </summary>
    [Fact]
    public void Encode_ConfigMap_IsWhatGoWrites()
    {
        var map = Read("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"n"},"data":{"b":"2","a":"1"}}""");

        Assert.Equal(
            "6B387300" + "0A0F" + "0A027631" + "1209436F6E6669674D6170"
            + "1223" + "0A11" + "0A016E" + "1200" + "1A00" + "2200" + "2A00" + "3200" + "3800" + "4200"
            + "1206" + "0A0161" + "120131" + "1206" + "0A0162" + "120132"
            + "1A00" + "2200",
            Convert.ToHexString(ProtobufEnvelope.Encode(map, TypeOf(map))));
    }

    [Fact]
    public void Encode_InlineStruct_IsAMessageOfItsOwn()
    {
        var volume = KindCatalog.BuiltIn.FindType("io.k8s.api.core.v1.Volume")!;
        var output = new BackwardBuffer();

        ProtobufWriter.WriteMessage(output, new() { ["name"] = "v", ["emptyDir"] = new JsonMap() }, volume);

        Assert.Equal("0A0176" + "1204" + "1202" + "0A00", Convert.ToHexString(output.ToArray()));
    }

    [Theory]
    [InlineData("""{"kind":"Pod","apiVersion":"v1","metadata":{"creationTimestamp":"2024-01-02T03:04:05Z"},"spec":{"containers":[{"name":"c","resources":{"limits":{"cpu":"1500m"}},"livenessProbe":{"httpGet":{"port":"web"},"periodSeconds":-1}}],"volumes":[{"name":"v","configMap":{"name":"m","optional":false}}]},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""")]
    [InlineData("""{"kind":"Secret","apiVersion":"v1","data":{"a":"AAECAw==","empty":""}}""")]
    [InlineData("""{"kind":"Lease","apiVersion":"coordination.k8s.io/v1","spec":{"acquireTime":"1969-12-31T23:59:59.000001Z","leaseDurationSeconds":0}}""")]
    [InlineData("""{"kind":"ControllerRevision","apiVersion":"apps/v1","data":{"spec":{"x":[1,"two",null]}},"revision":-9223372036854775808}""")]
    [InlineData("""{"kind":"PersistentVolume","apiVersion":"v1","spec":{"hostPath":{"path":"/x"},"claimRef":{"name":"c"}}}""")]
    [InlineData("""{"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"extra":{"k":["a","b"],"none":[]}}}""")]
    [InlineData("""{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[{"name":"x","verbs":["get","list"]},{"name":"y","verbs":null}]}""")]
    [InlineData("""{"kind":"ValidatingWebhookConfiguration","apiVersion":"admissionregistration.k8s.io/v1","webhooks":[{"name":"w","clientConfig":{"caBundle":"AA=="},"rules":[{"operations":["*"],"apiGroups":["g"]}],"sideEffects":null,"admissionReviewVersions":null}]}""")]
    [InlineData("""{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"type":"object","properties":{"a":{"items":{"type":"string"},"default":{"x":1},"maximum":1.5},"b":{"additionalProperties":true},"c":{"additionalProperties":{"type":"integer"}},"d":{"items":[{"type":"string"},{"type":"integer"}]},"e":{"dependencies":{"k":["a","b"]}}}}}}]}}""")]
    public void Decode_OfWhatEncodeWrote_IsTheSame(string json) => AssertRoundTrip(json);

    [Fact]
    public void Decode_ZeroObjectOfEveryKind_IsTheSame()
    {
        var kinds = KindCatalog.BuiltIn.Kinds.Where(kind => ProtobufEnvelope.Supports(kind.Type)).ToList();
        Assert.True(kinds.Count > 140);
        foreach (var kind in kinds) AssertRoundTrip($$"""{"kind":"{{kind.Kind}}","apiVersion":"{{kind.ApiVersion}}"}""");
    }

    [Fact]
    public void Supports_WhatHasNoNumbers_IsFalse()
    {
        Assert.False(ProtobufEnvelope.Supports(KindCatalog.BuiltIn.Find("meta.k8s.io", "v1", "Table")!.Type));
        Assert.True(ProtobufEnvelope.Supports(KindCatalog.BuiltIn.Find("", "v1", "Pod")!.Type));
    }

    [Fact]
    public void Decode_UnknownNumbers_AreSkipped()
    {
        // Number 99 as varint, eight bytes, text and four bytes, then the name of the metadata.
        var unknown = "98060599060102030405060708" + "9A0601419D0601020304";
        var bytes = Convert.FromHexString("6B387300" + "121E" + unknown + "0A050A03666F6F");

        var value = ProtobufEnvelope.Decode(bytes, KindCatalog.BuiltIn.Find("", "v1", "ConfigMap")!.Type);

        Assert.Equal("foo", value.Map("metadata")!["name"]);
    }

    [Fact]
    public void Decode_EmbeddedEnvelope_IsTheObject()
    {
        var inner = Read("""{"kind":"ConfigMap","apiVersion":"v1","data":{"k":"v"}}""");
        var raw = new BackwardBuffer();
        raw.Raw(ProtobufEnvelope.Encode(inner, TypeOf(inner)));
        raw.Delimit(1, 0);
        raw.Delimit(2, 0);
        ProtobufWriter.WriteText(raw, 1, "ADDED");

        var value = ProtobufReader.ReadMessage(raw.ToArray(), KindCatalog.BuiltIn.FindType("io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent")!);

        Assert.Equal("ADDED", value["type"]);
        Assert.True(JsonValues.DeepEquals(inner, value["object"]));
    }

    [Theory]
    [InlineData("", "expected prefix [107 56 115 0]")]
    [InlineData("7B7D", "expected prefix [107 56 115 0]")]
    [InlineData("6B387300" + "12FF", "unexpected EOF")]
    [InlineData("6B387300" + "1205" + "0A", "unexpected EOF")]
    [InlineData("6B387300" + "1202" + "0801", "wrong wireType = 0")]
    [InlineData("6B387300" + "1202" + "0001", "illegal tag 0")]
    public void Decode_AnythingElse_IsRefused(string hex, string message) => Assert.Contains(
        message,
        Assert.Throws<ProtobufException>(() =>
            ProtobufEnvelope.Decode(Convert.FromHexString(hex), KindCatalog.BuiltIn.Find("", "v1", "ConfigMap")!.Type)).Message);

    [Fact]
    public void Decode_HostileNesting_IsRefused()
    {
        var list = KindCatalog.BuiltIn.Find("", "v1", "List")!.Type;
        var bytes = Convert.FromHexString("6B387300" + NoMeta);
        for (var i = 0; i < 1100; i++)
        {
            var output = new BackwardBuffer();
            output.Raw(bytes);
            output.Delimit(1, 0);
            output.Delimit(2, 0);
            output.Delimit(2, 0);
            ProtobufWriter.WriteText(output, 1, "\n\u0002v1\u0012\u0004List");
            output.Raw("k8s\0"u8);
            bytes = output.ToArray();
        }
        Assert.Throws<ProtobufException>(() => ProtobufEnvelope.Decode(bytes, list));
    }
}
