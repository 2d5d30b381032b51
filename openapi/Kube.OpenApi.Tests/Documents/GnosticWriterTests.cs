using Kube.OpenApi.Documents;
using Kube.OpenApi.Documents.Gnostic;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Tests.Documents;

public class GnosticWriterTests
{
    private static GnosticMessage Write(string json) => new(GnosticWriter.ToBytes((JsonMap)JsonReader.Read(json)!));

    private static GnosticMessage Schema(string json) => Write($$$"""{"definitions":{"a.Kind":{{{json}}}}}""").At(9).Named(1, "a.Kind");

    private static GnosticMessage Operation(string json) => Write($$$$"""{"paths":{"/a":{"post":{{{{json}}}}}}}""").At(8).Named(2, "/a").At(4);

    [Fact]
    public void Document_FieldsAreInOrder_EmptyScalarsLeftOut()
    {
        var document = Write("""{"info":{"title":"Kubernetes","version":"v1"},"swagger":"2.0","host":"","schemes":["https","http"],"paths":{}}""");

        Assert.Equal([1, 2, 5, 5, 8], document.Numbers);
        Assert.Equal("2.0", document.Text(1));
        Assert.Equal("v1", document.At(2).Text(2));
        Assert.Equal(["https", "http"], document.Texts(5));
    }

    [Fact]
    public void Map_IsPairs_InOrder()
    {
        var definitions = Write("""{"definitions":{"b":{"type":"object"},"x-a":{}}}""").At(9);

        Assert.Equal(["b", "x-a"], definitions.All(1).Select(pair => pair.Text(1)));
        Assert.Equal(["object"], definitions.Named(1, "b").At(22).Texts(1));
        Assert.Empty(definitions.Named(1, "x-a").Numbers);
    }

    [Fact]
    public void Schema_OfEveryShape()
    {
        var schema = Schema("""
            {"type":["string","null"],"maximum":1.5,"minimum":2,"maxLength":300,"required":["a"],"enum":[false,"b😀"],"default":0,
             "items":{"$ref":"#/definitions/c"},"properties":{"x-d":{"format":"int32"}},"nullable":true}
            """);

        Assert.Equal([5, 7, 9, 11, 19, 20, 20, 22, 23, 25], schema.Numbers);
        Assert.Equal(["string", "null"], schema.At(22).Texts(1));
        Assert.Equal((1.5, 2, 300), (schema.Scalar(7), schema.Scalar(9), schema.Scalar(11)));
        Assert.Equal(["false\n", "\"b😀\"\n"], schema.All(20).Select(value => value.Text(2)));
        Assert.Equal("0\n", schema.At(5).Text(2));
        Assert.Equal("#/definitions/c", schema.At(23, 1).Text(1));
        Assert.Equal("int32", schema.At(25).Named(1, "x-d").Text(2));
    }

    [Fact]
    public void AdditionalProperties_AreASchemaOrABoolean_FalseToo()
    {
        Assert.Equal("int64", Schema("""{"additionalProperties":{"format":"int64"}}""").At(21, 1).Text(2));
        Assert.Equal(0, Schema("""{"additionalProperties":false}""").At(21).Scalar(2));
    }

    [Fact]
    public void Extension_IsYaml()
    {
        var extension = Schema("""{"x-kubernetes-group-version-kind":[{"group":"","kind":"Pod","version":"v1"}]}""").Named(31, "x-kubernetes-group-version-kind");

        Assert.Equal("[{\"group\":\"\",\"kind\":\"Pod\",\"version\":\"v1\"}]\n", extension.Text(2));
    }

    [Fact]
    public void Parameters_AreWhatTheirPlaceSays()
    {
        var operation = Operation("""
            {"parameters":[{"$ref":"#/parameters/p"},{"name":"body","in":"body","required":true,"schema":{"type":"object"}},
             {"name":"h","in":"header"},{"name":"f","in":"formData"},{"name":"q","in":"query","type":"integer","uniqueItems":true},{"name":"p","in":"path"}]}
            """);

        var parameters = operation.All(8).ToList();
        Assert.Equal("#/parameters/p", parameters[0].At(2).Text(1));
        var body = parameters[1].At(1, 1);
        Assert.Equal(("body", 1d, "object"), (body.Text(2), body.Scalar(4), body.At(5, 22).Text(1)));
        Assert.Equal(["h", "f", "q", "p"], parameters.Skip(2).Select((parameter, at) => parameter.At(1, 2, at + 1).Text(4)));
        Assert.Equal([2, 4, 6, 20], parameters[4].At(1, 2, 3).Numbers);
    }

    [Fact]
    public void Responses_AreByCode_ExtensionsApart()
    {
        var responses = Operation("""{"responses":{"200":{"description":"OK","schema":{"$ref":"#/definitions/a"}},"default":{"$ref":"#/responses/e"},"x-a":1}}""").At(9);

        Assert.Equal([1, 1, 2], responses.Numbers);
        Assert.Equal("#/definitions/a", responses.Named(1, "200").At(1, 2, 1).Text(1));
        Assert.Equal("#/responses/e", responses.Named(1, "default").At(2).Text(1));
        Assert.Equal("1\n", responses.Named(2, "x-a").Text(2));
    }

    [Fact]
    public void Security_IsWhatItsTypeSays()
    {
        var document = Write("""
            {"security":[{"BearerToken":[]}],"securityDefinitions":{"BearerToken":{"type":"apiKey","name":"authorization","in":"header"},
             "o":{"type":"oauth2","flow":"accessCode","scopes":{"a":"b"},"tokenUrl":"u"}}}
            """);

        Assert.Empty(document.At(12).Named(1, "BearerToken").Numbers);
        Assert.Equal("authorization", document.At(13).Named(1, "BearerToken").At(2).Text(2));
        var oauth = document.At(13).Named(1, "o").At(6);
        Assert.Equal(("b", "u"), (oauth.At(3, 1).Text(2), oauth.Text(5)));
    }

    [Fact]
    public void Protobuf_HasAllThatTheServedDocumentHas()
    {
        var served = new OpenApiV2(Served.All, "v1.36.2");
        var json = (JsonMap)JsonReader.Read(served.Document.Content.Span)!;
        var message = new GnosticMessage(served.Protobuf.Content.Span);

        Assert.Equal(OpenApiV2.ProtobufType, served.Protobuf.ContentType);
        Assert.NotEqual(served.Document.Hash, served.Protobuf.Hash);
        Assert.Equal(json.Map("paths")!.Keys, message.At(8).All(2).Select(path => path.Text(1)));
        Assert.Equal(json.Map("definitions")!.Keys, message.At(9).All(1).Select(definition => definition.Text(1)));
        var pod = message.At(9).Named(1, "io.k8s.api.core.v1.Pod");
        Assert.Equal("#/definitions/io.k8s.api.core.v1.PodSpec", pod.At(25).Named(1, "spec").Text(1));
    }
}
