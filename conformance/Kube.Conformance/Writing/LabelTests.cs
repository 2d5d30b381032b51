using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class LabelTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Label_AddChangeAndRemove_Work()
    {
        await Kubectl.RunAsync("create", "configmap", "labelled");

        Assert.Equal("configmap/labelled labeled", await Kubectl.RunAsync("label", "configmap", "labelled", "a=1", "b=2"));
        (await Kubectl.TryAsync("label", "configmap", "labelled", "a=2")).Failed("'a' already has a value (1), and --overwrite is false");
        await Kubectl.RunAsync("label", "configmap", "labelled", "a=2", "--overwrite");
        Assert.Equal("configmap/labelled unlabeled", await Kubectl.RunAsync("label", "configmap", "labelled", "b-"));

        Assert.Equal("""{"a":"2"}""", await Kubectl.GetPathAsync("{.metadata.labels}", "configmap", "labelled"));
    }

    [Fact]
    public async Task Label_ImpossibleValue_IsRefused()
    {
        await Kubectl.RunAsync("create", "configmap", "strict");

        (await Kubectl.TryAsync("patch", "configmap", "strict", "-p", """{"metadata":{"labels":{"a":"not ok"}}}"""))
            .Failed("metadata.labels: Invalid value: \"not ok\": a valid label must be an empty string or consist of alphanumeric characters");
    }

    [Fact]
    public async Task Annotate_AddAndRemove_Work()
    {
        await Kubectl.RunAsync("create", "configmap", "annotated");

        Assert.Equal("configmap/annotated annotated", await Kubectl.RunAsync("annotate", "configmap", "annotated", "note=any text: really", "gone=soon"));
        await Kubectl.RunAsync("annotate", "configmap", "annotated", "gone-");

        Assert.Equal("""{"note":"any text: really"}""", await Kubectl.GetPathAsync("{.metadata.annotations}", "configmap", "annotated"));
    }

    [Fact]
    public async Task Label_EverySelected_ChangesThose()
    {
        await Kubectl.RunAsync("create", "serviceaccount", "one");
        await Kubectl.RunAsync("create", "serviceaccount", "two");
        await Kubectl.RunAsync("label", "serviceaccount", "one", "two", "pick=me");

        await Kubectl.RunAsync("label", "serviceaccount", "-l", "pick=me", "picked=yes");

        Assert.Equal("one two", await Kubectl.GetPathAsync("{.items[*].metadata.name}", "serviceaccount", "-l", "picked=yes"));
    }
}
