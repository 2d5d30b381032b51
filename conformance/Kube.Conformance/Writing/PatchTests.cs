using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class PatchTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Patch_Json_RunsItsOperations()
    {
        await Kubectl.RunAsync("create", "configmap", "json", "--from-literal=a=1", "--from-literal=b=2");

        var said = await Kubectl.RunAsync("patch", "configmap", "json", "--type=json", "-p",
            """[{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"9"},{"op":"remove","path":"/data/b"},{"op":"add","path":"/metadata/annotations","value":{}},{"op":"add","path":"/metadata/annotations/c~1d","value":"x"}]""");

        Assert.Equal("configmap/json patched", said);
        Assert.Equal("""{"a":"9"}""", await Kubectl.GetPathAsync("{.data}", "configmap", "json"));
        Assert.Equal("""{"c/d":"x"}""", await Kubectl.GetPathAsync("{.metadata.annotations}", "configmap", "json"));
    }

    [Fact]
    public async Task Patch_JsonTestFails_ChangesNothing()
    {
        await Kubectl.RunAsync("create", "configmap", "guarded", "--from-literal=a=1");

        var outcome = await Kubectl.TryAsync("patch", "configmap", "guarded", "--type=json", "-p",
            """[{"op":"test","path":"/data/a","value":"2"},{"op":"replace","path":"/data/a","value":"9"}]""");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal("1", await Kubectl.GetPathAsync("{.data.a}", "configmap", "guarded"));
    }

    [Fact]
    public async Task Patch_Merge_ReplacesListsAndRemovesNulls()
    {
        await CreateDeploymentAsync("merge");

        await Kubectl.RunAsync("patch", "deployment", "merge", "--type=merge", "-p",
            """{"metadata":{"labels":{"app":null,"new":"yes"}},"spec":{"template":{"spec":{"containers":[{"name":"only","image":"z"}]}}}}""");

        Assert.Equal("""{"new":"yes"}""", await Kubectl.GetPathAsync("{.metadata.labels}", "deployment", "merge"));
        Assert.Equal("only", await Kubectl.GetPathAsync("{.spec.template.spec.containers[*].name}", "deployment", "merge"));
    }

    [Fact]
    public async Task Patch_Strategic_MergesListsByKey()
    {
        await CreateDeploymentAsync("strategic");

        await Kubectl.RunAsync("patch", "deployment", "strategic", "-p",
            """{"spec":{"template":{"spec":{"containers":[{"name":"x","env":[{"name":"E","value":"1"}]},{"name":"added","image":"z"}]}}}}""");

        Assert.Equal(["added", "x"], (await Kubectl.GetPathAsync("{.spec.template.spec.containers[*].name}", "deployment", "strategic")).Split(' ').Order());
        Assert.Equal("1", await Kubectl.GetPathAsync("""{.spec.template.spec.containers[?(@.name=="x")].env[0].value}""", "deployment", "strategic"));
        Assert.Equal("x", await Kubectl.GetPathAsync("""{.spec.template.spec.containers[?(@.name=="x")].image}""", "deployment", "strategic"));
    }

    [Fact]
    public async Task Patch_StrategicDirectives_DeleteAndReplace()
    {
        await CreateDeploymentAsync("directives");
        await Kubectl.RunAsync("set", "env", "deployment/directives", "A=1", "B=2");

        await Kubectl.RunAsync("patch", "deployment", "directives", "-p",
            """{"spec":{"template":{"spec":{"containers":[{"name":"x","env":[{"name":"A","$patch":"delete"}]}]}}}}""");

        Assert.Equal("B", await Kubectl.GetPathAsync("{.spec.template.spec.containers[0].env[*].name}", "deployment", "directives"));
    }

    [Fact]
    public async Task Patch_ScaleSubresource_ChangesReplicas()
    {
        await CreateDeploymentAsync("scaled");

        await Kubectl.RunAsync("patch", "deployment", "scaled", "--subresource=scale", "--type=merge", "-p", """{"spec":{"replicas":0}}""");

        Assert.Equal("0", await Kubectl.GetPathAsync("{.spec.replicas}", "deployment", "scaled"));
    }

    [Fact]
    public async Task Patch_NothingToChange_SaysSo()
    {
        await CreateDeploymentAsync("same");

        Assert.Equal("deployment.apps/same patched (no change)", await Kubectl.RunAsync("patch", "deployment", "same", "-p", """{"spec":{"replicas":0}}"""));
    }

    [Fact]
    public async Task Edit_EditorChangesTheFile_ChangesTheObject()
    {
        await Kubectl.RunAsync("create", "configmap", "edited", "--from-literal=word=before");

        var outcome = await Kubectl.TryWithEnvironmentAsync("KUBE_EDITOR", "sed -i s/before/after/", "edit", "configmap", "edited");

        Assert.Equal("configmap/edited edited", outcome.Succeeded().Text);
        Assert.Equal("after", await Kubectl.GetPathAsync("{.data.word}", "configmap", "edited"));
    }

    [Fact]
    public async Task Edit_EditorChangesNothing_Cancels()
    {
        await Kubectl.RunAsync("create", "configmap", "untouched", "--from-literal=word=before");

        var outcome = await Kubectl.TryWithEnvironmentAsync("KUBE_EDITOR", "true", "edit", "configmap", "untouched");

        Assert.Contains("Edit cancelled, no changes made", outcome.Succeeded().Output + outcome.Errors, StringComparison.Ordinal);
    }

    private Task CreateDeploymentAsync(string name) => Kubectl.RunAsync("create", "deployment", name, "--image=x", "--replicas=0");
}
