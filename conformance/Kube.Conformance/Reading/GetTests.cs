using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

/// <summary>Every form in which <c>kubectl get</c> shows objects.</summary>
public sealed class GetTests(NamespaceFixture fixture) : NamespacedTests(fixture), IAsyncLifetime
{
    public Task InitializeAsync() => Kubectl.ApplyAsync("""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: apple, labels: {color: green, tier: "1"}}
        data: {weight: "30", origin: here}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: banana, labels: {color: yellow, tier: "2"}}
        data: {weight: "20"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: cherry, labels: {color: red}}
        data: {weight: "10"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: idle}
        spec:
          replicas: 0
          selector: {matchLabels: {app: idle}}
          template:
            metadata: {labels: {app: idle}}
            spec: {containers: [{name: main, image: "some/image:1"}]}
        """);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Table_ConfigMap_HasItsColumns()
    {
        var lines = await LinesAsync("get", "configmap", "apple");

        Assert.Equal("NAME DATA AGE", lines[0]);
        Assert.Matches(@"^apple 2 \d+[sm]", lines[1]);
    }

    [Fact]
    public async Task Table_Deployment_HasItsColumns()
    {
        var lines = await LinesAsync("get", "deployments");

        Assert.Equal("NAME READY UP-TO-DATE AVAILABLE AGE", lines[0]);
        Assert.StartsWith("idle 0/0 0 0 ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wide_Deployment_HasMoreColumns()
    {
        var lines = await LinesAsync("get", "deploy", "-o", "wide");

        Assert.Equal("NAME READY UP-TO-DATE AVAILABLE AGE CONTAINERS IMAGES SELECTOR", lines[0]);
        Assert.EndsWith("main some/image:1 app=idle", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Yaml_Object_ReadsBackAsTheSame()
    {
        await Kubectl.RunAsync("create", "configmap", "damson", "--from-literal=weight=5");

        var yaml = await Kubectl.RunAsync("get", "configmap", "damson", "-o", "yaml");

        Assert.StartsWith("apiVersion: v1\ndata:\n  weight: \"5\"\nkind: ConfigMap\n", yaml, StringComparison.Ordinal);
        Assert.Equal("configmap/damson replaced", await Kubectl.RunWithInputAsync(yaml, "replace", "-f", "-"));
        Assert.Equal(yaml, await Kubectl.RunAsync("get", "configmap", "damson", "-o", "yaml"));
        await Kubectl.RunAsync("delete", "configmap", "damson");
    }

    [Fact]
    public async Task Json_List_HoldsEveryObject()
    {
        var list = await Kubectl.GetJsonAsync("configmap", "apple", "banana");

        Assert.Equal("List", (string?)list["kind"]);
        Assert.Equal(["apple", "banana"], list["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]));
    }

    [Fact]
    public async Task Name_SeveralTypes_AreWrittenOneALine() =>
        Assert.Equal("configmap/apple\ndeployment.apps/idle", await Kubectl.RunAsync("get", "cm/apple", "deploy/idle", "-o", "name"));

    [Fact]
    public async Task JsonPath_Expression_IsEvaluated() =>
        Assert.Equal(
            "apple=30 banana=20 cherry=10 ",
            (await Kubectl.TryAsync("get", "cm", "-l", "color", "-o", "jsonpath={range .items[*]}{.metadata.name}={.data.weight} {end}")).Succeeded().Output);

    [Fact]
    public async Task CustomColumns_Paths_AreShown() =>
        Assert.Equal(
            ["FRUIT WEIGHT ORIGIN", "apple 30 here", "banana 20 <none>", "cherry 10 <none>"],
            await LinesAsync("get", "cm", "-l", "color", "-o", "custom-columns=FRUIT:.metadata.name,WEIGHT:.data.weight,ORIGIN:.data.origin"));

    [Fact]
    public async Task GoTemplate_Template_IsFilled() =>
        Assert.Equal("30", await Kubectl.RunAsync("get", "cm", "apple", "-o", "go-template={{.data.weight}}"));

    [Theory]
    [InlineData("color=red", "cherry")]
    [InlineData("color!=red,color", "apple banana")]
    [InlineData("color in (red,green)", "apple cherry")]
    [InlineData("color notin (red),color", "apple banana")]
    [InlineData("color,!tier", "cherry")]
    [InlineData("tier", "apple banana")]
    public async Task Selector_Labels_Filter(string selector, string expected) =>
        Assert.Equal(expected, await Kubectl.RunAsync("get", "cm", "-l", selector, "-o", "jsonpath={.items[*].metadata.name}"));

    [Fact]
    public async Task FieldSelector_Name_Filters() =>
        Assert.Equal("configmap/banana", await Kubectl.RunAsync("get", "cm", "--field-selector", "metadata.name=banana", "-o", "name"));

    [Fact]
    public async Task FieldSelector_UnknownField_IsRefused() =>
        (await Kubectl.TryAsync("get", "cm", "--field-selector", "data.weight=30")).Failed("\"data.weight\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");

    [Fact]
    public async Task SortBy_Field_Orders() =>
        Assert.Equal(
            ["cherry", "banana", "apple"],
            (await LinesAsync("get", "cm", "-l", "color", "--sort-by=.data.weight", "--no-headers")).Select(line => line.Split(' ')[0]));

    [Fact]
    public async Task ShowLabels_Objects_AddAColumn() =>
        Assert.EndsWith(" color=green,tier=1", (await LinesAsync("get", "cm", "apple", "--show-labels"))[1], StringComparison.Ordinal);

    [Fact]
    public async Task LabelColumns_Keys_BecomeColumns()
    {
        var lines = await LinesAsync("get", "cm", "apple", "-L", "color,tier");

        Assert.Equal("NAME DATA AGE COLOR TIER", lines[0]);
        Assert.EndsWith(" green 1", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNamespaces_Table_BeginsWithTheNamespace()
    {
        var lines = await LinesAsync("get", "cm", "-A");

        Assert.Equal("NAMESPACE NAME DATA AGE", lines[0]);
        Assert.Contains(lines, line => line.StartsWith($"{Kubectl.Namespace} apple 2 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_Category_HoldsWorkloads() =>
        Assert.Contains("deployment.apps/idle", await Kubectl.RunAsync("get", "all", "-o", "name"), StringComparison.Ordinal);

    [Fact]
    public async Task ChunkSize_SmallerThanTheList_ReadsAllOfIt() =>
        Assert.Equal("apple banana cherry", await Kubectl.RunAsync("get", "cm", "-l", "color", "--chunk-size=1", "-o", "jsonpath={.items[*].metadata.name}"));

    [Fact]
    public async Task Get_MissingObject_IsNotFound()
    {
        var outcome = await Kubectl.TryAsync("get", "cm", "durian");

        outcome.Failed("Error from server (NotFound): configmaps \"durian\" not found");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("", await Kubectl.RunAsync("get", "cm", "durian", "--ignore-not-found"));
    }

    [Fact]
    public async Task Get_EmptyNamespace_SaysNothingWasFound() =>
        Assert.Equal($"No resources found in {Kubectl.Namespace} namespace.", (await Kubectl.TryAsync("get", "secrets")).Succeeded().Errors.Trim());

    [Fact]
    public async Task ShowManagedFields_Object_NamesTheWriter()
    {
        var shown = JsonNode.Parse(await Kubectl.RunAsync("get", "cm", "apple", "--show-managed-fields", "-o", "json"))!;

        Assert.Equal("kubectl-client-side-apply", (string?)shown["metadata"]!["managedFields"]![0]!["manager"]);
        Assert.Null((await Kubectl.GetJsonAsync("cm", "apple"))["metadata"]!["managedFields"]);
    }

    private async Task<string[]> LinesAsync(params string[] arguments) =>
        [.. (await Kubectl.RunAsync(arguments)).Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
}
