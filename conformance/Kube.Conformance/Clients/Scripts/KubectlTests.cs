using Kube.Conformance.Support;
using Kube.Conformance.Support.Tools;

namespace Kube.Conformance.Clients.Scripts;

/// <summary>The same commands have the same answers with a kubectl, and a helm, of any age.</summary>
public abstract class KubectlTests(ClientRelease release)
{
    private const string Plain = "Plain";
    private const string Containers = "Containers";
    private const string Helm = "Helm";

    public static TheoryData<string> PlainScripts => [.. ScriptRun.Names(Plain)];

    public static TheoryData<string> ContainerScripts => [.. ScriptRun.Names(Containers)];

    public static TheoryData<string> HelmScripts => [.. ScriptRun.Names(Helm)];

    [Theory]
    [MemberData(nameof(PlainScripts))]
    public async Task Script_EveryCommand_AnswersAsUpstream(string name) =>
        await ScriptRun.RunAsync(Plain, name, release, await SharedCluster.WithoutContainersAsync());

    [Theory]
    [MemberData(nameof(ContainerScripts))]
    public async Task ScriptOfContainers_EveryCommand_AnswersAsUpstream(string name) =>
        await ScriptRun.RunAsync(Containers, name, release, await SharedCluster.KubectlAsync());

    [Theory]
    [MemberData(nameof(HelmScripts))]
    public async Task ScriptOfHelm_EveryCommand_AnswersAsUpstream(string name) =>
        await ScriptRun.RunAsync(Helm, name, release, await SharedCluster.WithoutContainersAsync());
}

public sealed class Kubectl25Tests() : KubectlTests(ClientRelease.V25);

public sealed class Kubectl31Tests() : KubectlTests(ClientRelease.V31);

public sealed class Kubectl32Tests() : KubectlTests(ClientRelease.V32);

public sealed class Kubectl35Tests() : KubectlTests(ClientRelease.V35);
