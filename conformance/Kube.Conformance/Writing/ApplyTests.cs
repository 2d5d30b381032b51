using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class ApplyTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Apply_CreateChangeAndSame_SaysWhich()
    {
        Assert.Equal("configmap/steps created", await Kubectl.ApplyAsync(ConfigMap("steps", "a: '1'")));
        Assert.Equal("configmap/steps unchanged", await Kubectl.ApplyAsync(ConfigMap("steps", "a: '1'")));
        Assert.Equal("configmap/steps configured", await Kubectl.ApplyAsync(ConfigMap("steps", "a: '2'")));
    }

    [Fact]
    public async Task Apply_FieldLeftOut_IsRemovedAndOthersFieldsStay()
    {
        await Kubectl.ApplyAsync(ConfigMap("merged", "a: '1', b: '2'"));
        await Kubectl.RunAsync("patch", "configmap", "merged", "--type=merge", "-p", """{"data":{"theirs":"3"}}""");

        await Kubectl.ApplyAsync(ConfigMap("merged", "a: '1'"));

        Assert.Equal("""{"a":"1","theirs":"3"}""", await Kubectl.GetPathAsync("{.data}", "configmap", "merged"));
    }

    [Fact]
    public async Task Apply_ContainersOfDeployment_MergeByName()
    {
        await Kubectl.ApplyAsync(Deployment("[{name: a, image: 'x:1'}, {name: b, image: 'y:1'}]"));
        await Kubectl.RunAsync("set", "env", "deployment/keyed", "-c", "a", "ADDED=later");

        await Kubectl.ApplyAsync(Deployment("[{name: a, image: 'x:2'}]"));

        Assert.Equal("a=x:2 ", (await Kubectl.TryAsync(
            "get", "deployment", "keyed", "-o", "jsonpath={range .spec.template.spec.containers[*]}{.name}={.image} {end}")).Output);
        Assert.Equal("ADDED", await Kubectl.GetPathAsync("{.spec.template.spec.containers[0].env[0].name}", "deployment", "keyed"));
    }

    [Fact]
    public async Task Apply_ServerSide_CreatesAndOwnsFields()
    {
        Assert.Equal("configmap/owned serverside-applied", await Kubectl.ApplyAsync(ConfigMap("owned", "a: '1'"), "--server-side"));
        Assert.Equal("configmap/owned serverside-applied", await Kubectl.ApplyAsync(ConfigMap("owned", "a: '2'"), "--server-side"));

        Assert.Equal("2", await Kubectl.GetPathAsync("{.data.a}", "configmap", "owned"));
        Assert.Equal("kubectl Apply", await Kubectl.RunAsync(
            "get", "configmap", "owned", "--show-managed-fields", "-o", "jsonpath={.metadata.managedFields[0].manager} {.metadata.managedFields[0].operation}"));
    }

    [Fact]
    public async Task Apply_ServerSideOverAnotherManager_IsAConflictUnlessForced()
    {
        await Kubectl.ApplyAsync(ConfigMap("disputed", "a: '1'"), "--server-side", "--field-manager=one");

        (await Kubectl.TryWithInputAsync(ConfigMap("disputed", "a: '2'"), "apply", "--server-side", "--field-manager=two", "-f", "-"))
            .Failed("Apply failed with 1 conflict: conflict with \"one\": .data.a");
        await Kubectl.ApplyAsync(ConfigMap("disputed", "a: '2'"), "--server-side", "--field-manager=two", "--force-conflicts");

        Assert.Equal("2", await Kubectl.GetPathAsync("{.data.a}", "configmap", "disputed"));
    }

    [Fact]
    public async Task Apply_SeveralDocuments_AppliesEach()
    {
        var said = await Kubectl.ApplyAsync(ConfigMap("doc-one", "a: '1'") + "\n---\n" + ConfigMap("doc-two", "a: '1'"));

        Assert.Equal("configmap/doc-one created\nconfigmap/doc-two created", said);
    }

    [Fact]
    public async Task Apply_List_AppliesEachItem()
    {
        var said = await Kubectl.ApplyAsync("""
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: item-one}}
            - {apiVersion: v1, kind: Secret, metadata: {name: item-two}}
            """);

        Assert.Equal("configmap/item-one created\nsecret/item-two created", said);
    }

    [Fact]
    public async Task Diff_ManifestWithChanges_ShowsThemAndStoresNothing()
    {
        await Kubectl.ApplyAsync(ConfigMap("compared", "a: '1'"));

        var same = await Kubectl.TryWithInputAsync(ConfigMap("compared", "a: '1'"), "diff", "-f", "-");
        var changed = await Kubectl.TryWithInputAsync(ConfigMap("compared", "a: '2'"), "diff", "-f", "-");

        Assert.Equal(0, same.ExitCode);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("-  a: \"1\"\n", changed.Output, StringComparison.Ordinal);
        Assert.Contains("+  a: \"2\"\n", changed.Output, StringComparison.Ordinal);
        Assert.Equal("1", await Kubectl.GetPathAsync("{.data.a}", "configmap", "compared"));
    }

    private static string ConfigMap(string name, string data) => $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{{name}}}}
        data: { {{{data}}} }
        """;

    private static string Deployment(string containers) => $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: keyed}
        spec:
          replicas: 0
          selector: {matchLabels: {app: keyed}}
          template:
            metadata: {labels: {app: keyed}}
            spec: { containers: {{{containers}}} }
        """;
}
