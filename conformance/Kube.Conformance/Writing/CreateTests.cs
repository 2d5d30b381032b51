using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class CreateTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Create_EveryGenerator_MakesItsObject()
    {
        Assert.Equal("configmap/settings created", await Kubectl.RunAsync("create", "configmap", "settings", "--from-literal=a=1", "--from-literal=b=2"));
        Assert.Equal("secret/password created", await Kubectl.RunAsync("create", "secret", "generic", "password", "--from-literal=p=hunter2"));
        Assert.Equal("serviceaccount/robot created", await Kubectl.RunAsync("create", "serviceaccount", "robot"));
        Assert.Equal("service/inner created", await Kubectl.RunAsync("create", "service", "clusterip", "inner", "--tcp=80:8080"));
        Assert.Equal("service/outer created", await Kubectl.RunAsync("create", "service", "nodeport", "outer", "--tcp=80:8080"));
        Assert.Equal("service/alias created", await Kubectl.RunAsync("create", "service", "externalname", "alias", "--external-name=example.com"));
        Assert.Equal("deployment.apps/empty created", await Kubectl.RunAsync("create", "deployment", "empty", "--image=x", "--replicas=0"));

        Assert.Equal("hunter2", await Kubectl.RunAsync("get", "secret", "password", "-o", "go-template={{.data.p | base64decode}}"));
        Assert.Equal("Opaque", await Kubectl.GetPathAsync("{.type}", "secret", "password"));
        Assert.StartsWith("10.", await Kubectl.GetPathAsync("{.spec.clusterIP}", "service", "inner"), StringComparison.Ordinal);
        Assert.InRange(int.Parse(await Kubectl.GetPathAsync("{.spec.ports[0].nodePort}", "service", "outer"), null), 30000, 32767);
        Assert.Equal("", await Kubectl.GetPathAsync("{.spec.clusterIP}", "service", "alias"));
    }

    [Fact]
    public async Task Create_FromFile_KeepsBytes()
    {
        var file = Path.GetTempFileName();
        byte[] bytes = [0, 255, 10, 13, 200];
        await File.WriteAllBytesAsync(file, bytes);

        await Kubectl.RunAsync("create", "configmap", "bytes", $"--from-file=blob={file}");
        File.Delete(file);

        Assert.Equal(Convert.ToBase64String(bytes), await Kubectl.GetPathAsync("{.binaryData.blob}", "configmap", "bytes"));
    }

    [Fact]
    public async Task Create_ExistingName_AlreadyExists()
    {
        await Kubectl.RunAsync("create", "configmap", "twice");

        (await Kubectl.TryAsync("create", "configmap", "twice")).Failed("configmaps \"twice\" already exists");
    }

    [Fact]
    public async Task Create_GenerateName_AddsASuffix()
    {
        var name = await Kubectl.RunWithInputAsync(
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"made-"}}""", "create", "-f", "-", "-o", "jsonpath={.metadata.name}");

        Assert.Matches("^made-[bcdfghjklmnpqrstvwxz2456789]{5}$", name);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("server")]
    public async Task Create_DryRun_StoresNothing(string where)
    {
        var text = await Kubectl.RunAsync("create", "configmap", "unreal-" + where, $"--dry-run={where}");

        Assert.Equal($"configmap/unreal-{where} created ({(where == "client" ? "dry run" : "server dry run")})", text);
        (await Kubectl.TryAsync("get", "configmap", "unreal-" + where)).Failed("NotFound");
    }

    [Fact]
    public async Task Create_UnknownField_IsRefusedByName() =>
        (await Kubectl.TryWithInputAsync(
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"prots":[]}}""", "create", "-f", "-"))
        .Failed("strict decoding error: unknown field \"spec.prots\"");

    [Fact]
    public async Task Create_UnknownFieldUnderWarnValidation_WarnsAndStores()
    {
        var outcome = await Kubectl.TryWithInputAsync(
            """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"warned"},"datum":{}}""", "create", "--validate=warn", "-f", "-");

        Assert.Contains("Warning: unknown field \"datum\"", outcome.Succeeded().Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"Bad_Name"}}""",
        "The ConfigMap \"Bad_Name\" is invalid: metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"none"},"spec":{"containers":[]}}""",
        "The Pod \"none\" is invalid: spec.containers: Required value")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"policy"},"spec":{"restartPolicy":"Sometimes","containers":[{"name":"a","image":"b"}]}}""",
        "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"")]
    [InlineData("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"port"},"spec":{"ports":[{"port":70000}]}}""",
        "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"match"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"c"}},"spec":{"containers":[{"name":"a","image":"b"}]}}}}""",
        "`selector` does not match template `labels`")]
    public async Task Create_InvalidObject_IsRefusedWithUpstreamsWords(string manifest, string words) =>
        (await Kubectl.TryWithInputAsync(manifest, "create", "-f", "-")).Failed(words);

    [Fact]
    public async Task Create_InMissingNamespace_IsNotFound() =>
        (await Kubectl.In("no-such-namespace").TryAsync("create", "configmap", "lost")).Failed("namespaces \"no-such-namespace\" not found");

    [Fact]
    public async Task Replace_StaleVersion_IsAConflict()
    {
        await Kubectl.RunAsync("create", "configmap", "raced", "--from-literal=v=1");
        var stale = await Kubectl.RunAsync("get", "configmap", "raced", "-o", "json");
        await Kubectl.RunAsync("label", "configmap", "raced", "moved=on");

        (await Kubectl.TryWithInputAsync(stale, "replace", "-f", "-")).Failed(
            "Operation cannot be fulfilled on configmaps \"raced\": the object has been modified; please apply your changes to the latest version and try again");
    }
}
