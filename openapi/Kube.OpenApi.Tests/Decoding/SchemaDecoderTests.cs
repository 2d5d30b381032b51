using System.Text;
using Kube.OpenApi.Decoding;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Decoding;

public class SchemaDecoderTests
{
    private static Decoded Decode(string kind, string json) =>
        SchemaDecoder.Decode(Encoding.UTF8.GetBytes(json), KindCatalog.BuiltIn.Find("", "v1", kind)!.Type);

    private static string Refusal(string kind, string json) =>
        Assert.ThrowsAny<Exception>(() => Decode(kind, json)).Message;

    [Fact]
    public void Decode_KnownFields_AreTheSchemasInstances()
    {
        var pod = Decode("Pod", """{"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}]}}""");

        Assert.Empty(pod.StrictErrors);
        Assert.Null(pod.StrictMessage);
        Assert.Equal("""{"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}]}}""", pod.Object.ToString());
        Assert.All(pod.Object.Keys, key => Assert.Same(string.IsInterned(key), key));
    }

    [Fact]
    public void Decode_UnknownFields_AreDroppedAndNamedInOrder()
    {
        var map = Decode("ConfigMap", """{"metadata":{"name":"a","bogusMeta":{"x":[1]}},"bogus":{"x":1},"bogus":2}""");
        Assert.Equal("""{"metadata":{"name":"a"}}""", map.Object.ToString());
        Assert.Equal("strict decoding error: unknown field \"metadata.bogusMeta\", unknown field \"bogus\"", map.StrictMessage);

        var pod = Decode("Pod", """{"spec":{"containers":[{"name":"c"},{"imagePullPolcy":"Always"}],"nope":true}}""");
        Assert.Equal(["unknown field \"spec.containers[1].imagePullPolcy\"", "unknown field \"spec.nope\""], pod.StrictErrors);
    }

    [Fact]
    public void Decode_NamesInAnotherCase_AreUnknown() =>
        Assert.Equal(["unknown field \"Metadata\""], Decode("ConfigMap", """{"Metadata":{"name":"a"}}""").StrictErrors);

    [Fact]
    public void Decode_DuplicateFields_KeepTheLastValue()
    {
        var map = Decode("ConfigMap", """{"metadata":{"name":"a","name":"b"},"data":{"k":"1","k":"2"},"metadata":{"uid":"u"}}""");

        Assert.Equal("""{"metadata":{"name":"b","uid":"u"},"data":{"k":"2"}}""", map.Object.ToString());
        Assert.Equal(
            ["duplicate field \"metadata.name\"", "duplicate field \"data.k\"", "duplicate field \"metadata\""], map.StrictErrors);
    }

    [Fact]
    public void Decode_Null_ClearsOrIsNothing()
    {
        var pod = Decode("Pod", """{"metadata":null,"spec":{"hostNetwork":null,"nodeSelector":null,"affinity":null,"containers":[null]}}""");
        Assert.Equal("""{"spec":{"containers":[{}]}}""", pod.Object.ToString());

        var map = Decode("ConfigMap", """{"data":{"a":null}}""");
        Assert.Equal("""{"data":{"a":""}}""", map.Object.ToString());
    }

    [Fact]
    public void Decode_Scalars_TakeTheirCanonicalForm()
    {
        var pod = Decode("Pod", """
            {"metadata":{"creationTimestamp":"2024-05-01T12:00:00.75+02:00"},
             "spec":{"containers":[{"resources":{"limits":{"cpu":"1000m","memory":1073741824}},"ports":[{"containerPort":80}]}]}}
            """);

        Assert.Equal("2024-05-01T10:00:00Z", pod.Object.Map("metadata")!["creationTimestamp"]);
        var container = pod.Object.Map("spec")!.Maps("containers").Single();
        Assert.Equal("""{"limits":{"cpu":"1","memory":"1073741824"}}""", container.Map("resources")!.ToString());
        Assert.Equal(80L, container.Maps("ports").Single()["containerPort"]);
    }

    [Theory]
    [InlineData("ConfigMap", """{"data":{"a":1}}""", "json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("ConfigMap", """{"data":[]}""", "json: cannot unmarshal array into Go struct field ConfigMap.data of type map[string]string")]
    [InlineData("ConfigMap", "[]", "json: cannot unmarshal array into Go value of type v1.ConfigMap")]
    [InlineData("Pod", """{"spec":"x"}""", "json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec")]
    [InlineData("Pod", """{"spec":{"containers":{}}}""",
        "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("Pod", """{"spec":{"containers":[{"env":[{"value":1}]}]}}""",
        "json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string")]
    [InlineData("Pod", """{"spec":{"containers":[{"imagePullPolicy":true}]}}""",
        "json: cannot unmarshal bool into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy")]
    [InlineData("Pod", """{"spec":{"containers":[{"ports":[{"containerPort":3000000000}]}]}}""",
        "json: cannot unmarshal number 3000000000 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")]
    [InlineData("Pod", """{"spec":{"containers":[{"ports":[{"containerPort":1.0}]}]}}""",
        "json: cannot unmarshal number 1.0 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")]
    [InlineData("PersistentVolumeClaim", """{"spec":{"accessModes":[1]}}""",
        "json: cannot unmarshal number into Go struct field PersistentVolumeClaimSpec.spec.accessModes of type v1.PersistentVolumeAccessMode")]
    [InlineData("Service", """{"spec":{"ports":[{"targetPort":1.5}]}}""",
        "json: cannot unmarshal number 1.5 into Go value of type int32")]
    [InlineData("Pod", """{"metadata":{"creationTimestamp":1}}""", "json: cannot unmarshal number into Go value of type string")]
    [InlineData("Pod", """{"metadata":{"creationTimestamp":"soon"}}""",
        "parsing time \"soon\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"soon\" as \"2006\"")]
    [InlineData("Pod", """{"spec":{"overhead":{"cpu":"x"}}}""", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("Secret", """{"data":{"a":"not base64!"}}""", "illegal base64 data at input byte 3")]
    [InlineData("Secret", """{"data":{"a":1}}""", "json: cannot unmarshal number into Go struct field Secret.data of type []uint8")]
    [InlineData("ConfigMap", """{"data":1,,}""", "invalid character ',' looking for beginning of object key string")]
    [InlineData("ConfigMap", """{"data":{}""", "unexpected end of JSON input")]
    public void Decode_WhatDoesNotFit_IsRefusedInGosWords(string kind, string json, string message) =>
        Assert.Equal(message, Refusal(kind, json));

    [Fact]
    public void Decode_CustomResource_KeepsWhatDoesNotFit()
    {
        var text = new TypeSchema { Kind = ValueKind.String, Custom = true };
        var spec = new TypeSchema { Kind = ValueKind.Struct, Custom = true };
        spec.Fields = [new() { Name = "size", Schema = text, Presence = Presence.AsGiven }];
        var root = new TypeSchema { Kind = ValueKind.Struct, Custom = true };
        root.Fields =
        [
            new() { Name = "metadata", Schema = KindCatalog.BuiltIn.FindType("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")!, Presence = Presence.Always },
            new() { Name = "spec", Schema = spec, Presence = Presence.AsGiven },
        ];

        var decoded = SchemaDecoder.Decode("""{"spec":{"z":1,"size":{"x":1,"x":null},"a":1},"metadata":{"labels":{}}}"""u8, root);

        Assert.Equal("""{"spec":{"size":{"x":null}},"metadata":{"labels":{}}}""", decoded.Object.ToString());
        Assert.Equal(["duplicate field \"spec.size.x\"", "unknown field \"spec.a\"", "unknown field \"spec.z\""], decoded.StrictErrors);

        Normalizer.Normalize(decoded.Object, root);
        Assert.Equal("""{"spec":{"size":{"x":null}},"metadata":{}}""", decoded.Object.ToString());
    }
}
