using Kube.OpenApi.Documents;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Tests.Documents;

public class OpenApiV2Tests
{
    private static readonly JsonMap Document = (JsonMap)JsonReader.Read(new OpenApiV2(Served.All, "v1.36.2").Document.Content.Span)!;

    [Fact]
    public void Document_HasThePathsOfAllGroups()
    {
        Assert.Equal("2.0", Document.String("swagger"));
        foreach (var path in new[] { "/api/", "/apis/apps/", "/version/", "/api/v1/nodes/{name}", "/apis/apps/v1/namespaces/{namespace}/deployments" })
            Assert.NotNull(Document.Map("paths")!.Map(path));
    }

    [Fact]
    public void Body_IsAParameter()
    {
        var post = Document.Map("paths")!.Map("/api/v1/nodes")!.Map("post")!;

        Assert.Equal(["*/*"], post.List("consumes")!);
        Assert.Equal(["application/json", "application/vnd.kubernetes.protobuf", "application/yaml"], post.List("produces")!);
        var body = post.Maps("parameters").Select(Resolve).Single(parameter => parameter.String("name") == "body");
        Assert.Equal("""{"name":"body","in":"body","required":true,"schema":{"$ref":"#/definitions/io.k8s.api.core.v1.Node"}}""", body.ToString());
    }

    [Fact]
    public void Parameters_OfNoOneResource_AreShared()
    {
        var list = Document.Map("paths")!.Map("/api/v1/pods")!;

        Assert.All(list.Maps("parameters"), parameter => Assert.StartsWith("#/parameters/", parameter.String("$ref")));
        var limit = list.Maps("parameters").Select(Resolve).Single(parameter => parameter.String("name") == "limit");
        Assert.Equal("integer", limit.String("type"));
        Assert.Equal("query", limit.String("in"));
    }

    /// <summary>kubectl before 1.27 finds out what can be done as a dry run where the operation is, and follows no reference.</summary>
    [Fact]
    public void Parameters_OldClientsLookFor_StayInTheirPlace()
    {
        var post = Document.Map("paths")!.Map("/api/v1/nodes")!.Map("post")!;

        var own = post.Maps("parameters").Where(parameter => !parameter.ContainsKey("$ref")).Select(parameter => parameter.String("name")!);

        Assert.Equal(["body", "dryRun", "fieldValidation"], own);
    }

    [Fact]
    public void Definitions_AreThoseOfV3_InV2sTerms()
    {
        var definitions = Document.Map("definitions")!;

        var metadata = definitions.Map("io.k8s.api.core.v1.Pod")!.Map("properties")!.Map("metadata")!;
        Assert.Equal("#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", metadata.String("$ref"));
        Assert.False(metadata.ContainsKey("default"));
        Assert.Equal("string", definitions.Map("io.k8s.apimachinery.pkg.api.resource.Quantity")!.String("type"));
        Assert.Equal("int-or-string", definitions.Map("io.k8s.apimachinery.pkg.util.intstr.IntOrString")!.String("format"));
        Assert.DoesNotContain("#/components", Document.ToString());
    }

    private static JsonMap Resolve(JsonMap parameter) =>
        parameter.String("$ref") is { } reference ? Document.Map("parameters")!.Map(reference["#/parameters/".Length..])! : parameter;
}
