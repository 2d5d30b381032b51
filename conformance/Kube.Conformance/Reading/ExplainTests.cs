using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

public sealed class ExplainTests
{
    [Fact]
    public async Task Explain_Kind_NamesGroupKindVersionAndFields()
    {
        var text = await RunAsync("explain", "deployment");

        Assert.Matches(@"GROUP:\s+apps\nKIND:\s+Deployment\nVERSION:\s+v1\n", text);
        Assert.Contains("DESCRIPTION:", text, StringComparison.Ordinal);
        Assert.Matches(@"spec\t<DeploymentSpec>", text);
    }

    [Fact]
    public async Task Explain_RequiredField_IsMarked() =>
        Assert.Matches(@"name\t<string> -required-", await RunAsync("explain", "pods.spec.containers"));

    [Fact]
    public async Task Explain_Enumeration_ListsItsValues()
    {
        Assert.Contains("restartPolicy\t<string>\n  enum: Always, Never, OnFailure\n", await RunAsync("explain", "pod.spec"), StringComparison.Ordinal);
        Assert.Matches(@"ENUM:\n    Always\n    Never\n    OnFailure\n", await RunAsync("explain", "pod.spec.restartPolicy"));
    }

    [Fact]
    public async Task Explain_Recursive_ShowsTheWholeTree()
    {
        var text = await RunAsync("explain", "service", "--recursive");

        Assert.Matches(@"\n  spec\t<ServiceSpec>", text);
        Assert.Matches(@"\n    ports\t<\[\]ServicePort>", text);
        Assert.Matches(@"\n      targetPort\t<IntOrString>", text);
    }

    [Fact]
    public async Task Explain_UnknownField_SaysSo() => (await TryAsync("explain", "pod.spec.nope")).Failed("field \"nope\" does not exist");

    private static async Task<string> RunAsync(params string[] arguments) => await (await SharedCluster.KubectlAsync()).RunAsync(arguments);

    private static async Task<Outcome> TryAsync(params string[] arguments) => await (await SharedCluster.KubectlAsync()).TryAsync(arguments);
}
