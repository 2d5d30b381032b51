using Kube.OpenApi.Documents;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Tests.Documents;

public class OpenApiV3Tests
{
    private static readonly OpenApiV3 Documents = new(Served.All, "v1.36.2");

    private static JsonMap Paths(string document) => Read(document).Map("paths")!;

    private static JsonMap Read(string document) => (JsonMap)JsonReader.Read(Documents.Document(document)!.Content.Span)!;

    private static JsonMap Definition(string document, string name) => Read(document).Map("components")!.Map("schemas")!.Map(name)!;

    private static IEnumerable<string?> Names(JsonMap of) => of.Maps("parameters").Select(parameter => parameter.String("name"));

    [Fact]
    public void Index_NamesEveryDocumentWithItsHash()
    {
        var paths = ((JsonMap)JsonReader.Read(Documents.Index.Content.Span)!).Map("paths")!;

        Assert.Equal([".well-known/openid-configuration", "api", "api/v1", "apis", "apis/apps", "apis/apps/v1", "openid/v1/jwks", "version"], paths.Keys);
        foreach (var (path, entry) in paths)
        {
            var document = Documents.Document(path)!;
            Assert.Equal($"/openapi/v3/{path}?hash={document.Hash}", ((JsonMap)entry!).String("serverRelativeURL"));
            Assert.Equal(128, document.Hash.Length);
        }
    }

    [Fact]
    public void Hash_ChangesWithWhatIsServed()
    {
        var fewer = new OpenApiV3([Served.Pods, Served.Nodes, Served.Deployments with { Verbs = ["get"] }], "v1.36.2");

        Assert.NotEqual(Documents.Document("apis/apps/v1")!.Hash, fewer.Document("apis/apps/v1")!.Hash);
        Assert.Equal(Documents.Document("api/v1")!.Hash, fewer.Document("api/v1")!.Hash);
    }

    [Fact]
    public void Document_OfNothingServed_IsNull() => Assert.Null(Documents.Document("apis/batch/v1"));

    [Fact]
    public void Document_OfAGroupVersion_HasThePathsOfItsResources() => Assert.Equal(
        [
            "/apis/apps/v1/",
            "/apis/apps/v1/deployments",
            "/apis/apps/v1/namespaces/{namespace}/deployments",
            "/apis/apps/v1/namespaces/{namespace}/deployments/{name}",
            "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale",
            "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/status",
            "/apis/apps/v1/watch/deployments",
            "/apis/apps/v1/watch/namespaces/{namespace}/deployments",
            "/apis/apps/v1/watch/namespaces/{namespace}/deployments/{name}",
        ],
        Paths("apis/apps/v1").Keys);

    [Fact]
    public void Operations_AreNamedAsUpstream()
    {
        var ids = new[] { "api/v1", "apis/apps/v1", "apis/apps", "version" }
            .SelectMany(document => Paths(document)).Select(path => (JsonMap)path.Value!)
            .SelectMany(item => item).Select(field => (field.Value as JsonMap)?.String("operationId")).ToHashSet();

        foreach (var id in new[]
        {
            "listCoreV1NamespacedPod", "listCoreV1PodForAllNamespaces", "deleteCoreV1CollectionNamespacedPod", "createCoreV1Node",
            "readCoreV1NamespacedPodLog", "connectCoreV1GetNamespacedPodExec", "connectCoreV1HeadNamespacedPodProxyWithPath",
            "watchCoreV1PodListForAllNamespaces", "watchCoreV1Node", "replaceAppsV1NamespacedDeploymentScale", "getAppsAPIGroup",
            "getAppsV1APIResources", "getCodeVersion",
        }) Assert.Contains(id, ids);
    }

    [Fact]
    public void Patch_OfAnObject_SaysWhatItIs()
    {
        var patch = Paths("apis/apps/v1").Map("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")!.Map("patch")!;

        Assert.Equal("""{"group":"apps","version":"v1","kind":"Deployment"}""", patch.Map("x-kubernetes-group-version-kind")!.ToString());
        Assert.Equal("patch", patch.String("x-kubernetes-action"));
        Assert.Equal(["dryRun", "fieldManager", "fieldValidation", "force"], Names(patch));
        Assert.Equal(
            ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json"],
            patch.Map("requestBody")!.Map("content")!.Keys);
    }

    [Fact]
    public void Parameters_OfEveryOperation_AreSaidForThePath()
    {
        var paths = Paths("api/v1");
        Assert.Equal(["name", "namespace", "pretty"], Names(paths.Map("/api/v1/namespaces/{namespace}/pods/{name}")!));
        Assert.Equal(
            ["command", "container", "name", "namespace", "stderr", "stdin", "stdout", "tty"],
            Names(paths.Map("/api/v1/namespaces/{namespace}/pods/{name}/exec")!));
    }

    [Theory]
    [InlineData("api/v1", "/api/v1/namespaces/{namespace}/pods/{name}", "io.k8s.api.core.v1.Pod")]
    [InlineData("api/v1", "/api/v1/nodes/{name}", "io.k8s.apimachinery.pkg.apis.meta.v1.Status")]
    public void Delete_AnswersWithTheObjectOrAStatus(string document, string path, string definition) => Assert.Equal(
        $$"""{"$ref":"#/components/schemas/{{definition}}"}""",
        Paths(document).Map(path)!.Map("delete")!.Map("responses")!.Map("200")!.Map("content")!.Map("application/json")!.Map("schema")!.ToString());

    [Fact]
    public void Definitions_CarryWhatKubectlWorksFrom()
    {
        var port = Definition("api/v1", "io.k8s.api.core.v1.ContainerPort");
        Assert.Equal("""["containerPort"]""", port.List("required")!.ToString());
        Assert.Equal("TCP", port.Map("properties")!.Map("protocol")!.String("default"));
        Assert.Contains("Number of port to expose", port.Map("properties")!.Map("containerPort")!.String("description"));

        var containers = Definition("apis/apps/v1", "io.k8s.api.core.v1.PodSpec").Map("properties")!.Map("containers")!;
        Assert.Equal("map", containers.String("x-kubernetes-list-type"));
        Assert.Equal("name", containers.String("x-kubernetes-patch-merge-key"));

        var metadata = Definition("api/v1", "io.k8s.api.core.v1.Pod").Map("properties")!.Map("metadata")!;
        Assert.Equal("{}", metadata.Map("default")!.ToString());
        Assert.Equal("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", metadata.Maps("allOf").Single().String("$ref")!.Split('/')[^1]);
    }

    [Fact]
    public void Definitions_OfKindsOfEveryVersion_NameTheDocumentsOwn() => Assert.Equal(
        """[{"group":"","kind":"DeleteOptions","version":"v1"},{"group":"apps","kind":"DeleteOptions","version":"v1"}]""",
        Definition("apis/apps/v1", "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions").List("x-kubernetes-group-version-kind")!.ToString());

    [Fact]
    public void Definitions_OfADocument_AreWhole()
    {
        var text = System.Text.Encoding.UTF8.GetString(Documents.Document("api/v1")!.Content.Span);
        var definitions = Read("api/v1").Map("components")!.Map("schemas")!;
        var referred = text.Split("\"#/components/schemas/").Skip(1).Select(reference => reference[..reference.IndexOf('"')]).Distinct();
        Assert.Equal(referred.Order(), definitions.Keys.Where(name => referred.Contains(name)).Order());
    }
}
