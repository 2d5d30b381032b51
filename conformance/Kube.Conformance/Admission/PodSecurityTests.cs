using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

public sealed class PodSecurityTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private const string Level = "pod-security.kubernetes.io/enforce";

    [Fact]
    public async Task Enforce_Baseline_RefusesPrivilegedPodsAndTakesOthers()
    {
        var space = await LabelledAsync($"{Level}=baseline");

        var refused = await space.TryAsync("run", "p", $"--image={TestImages.Shell}", "--privileged");
        await space.RunAsync("run", "q", $"--image={TestImages.Shell}");

        Assert.Equal("Error from server (Forbidden): pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": privileged (container \"p\" must not set securityContext.privileged=true)", refused.Errors.Trim());
    }

    [Fact]
    public async Task Warn_OfTheLevelEnforced_IsGivenForTemplates()
    {
        var space = await LabelledAsync($"{Level}=restricted");

        var made = (await space.TryAsync("create", "deployment", "d", "--replicas=0", $"--image={TestImages.Web1}", "--port=8080")).Succeeded();

        Assert.StartsWith("Warning: would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"", made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_ThatIsNoLevel_IsInvalid()
    {
        var space = await LabelledAsync("a=b");

        var refused = await space.TryAsync("label", "namespace", space.Namespace, $"{Level}=strict");

        Assert.Equal($"The Namespace \"{space.Namespace}\" is invalid: metadata.labels[{Level}]: Invalid value: \"strict\": must be one of privileged, baseline, restricted", refused.Errors.Trim());
    }

    [Fact]
    public async Task Label_ThatExistingPodsDoNotMeet_IsWarnedOf()
    {
        var space = await LabelledAsync("a=b");
        await space.RunAsync("run", "bad", $"--image={TestImages.Shell}", "--privileged");

        var labelled = (await space.TryAsync("label", "namespace", space.Namespace, $"{Level}=baseline")).Succeeded();

        Assert.Equal(
            [$"Warning: existing pods in namespace \"{space.Namespace}\" violate the new PodSecurity enforce level \"baseline:latest\"", "Warning: bad: privileged"],
            labelled.Errors.Trim().Split('\n'));
    }

    /// <summary>A namespace of a test's own, ready for pods.</summary>
    private async Task<Kubectl> LabelledAsync(string label)
    {
        var space = Kubectl.In($"ps-{Guid.NewGuid():n}"[..12]);
        await Kubectl.RunAsync("create", "namespace", space.Namespace);
        await Kubectl.RunAsync("label", "namespace", space.Namespace, label);
        await space.RunAsync("wait", "--for=create", "serviceaccount/default", "--timeout=60s");
        return space;
    }
}
