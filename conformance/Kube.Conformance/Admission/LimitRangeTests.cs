using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

public sealed class LimitRangeTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Limits_FillInWhatPodsDoNotSayAndRefuseTooMuch()
    {
        await Kubectl.ApplyAsync("""
            apiVersion: v1
            kind: LimitRange
            metadata: {name: limits}
            spec:
              limits:
              - type: Container
                default: {cpu: 200m}
                defaultRequest: {cpu: 50m}
                max: {cpu: 500m}
            """);
        await Kubectl.RunAsync("run", "plain", $"--image={TestImages.Shell}");

        var refused = await Kubectl.TryAsync(
            "run", "large", $"--image={TestImages.Shell}",
            $$"""--overrides={"spec":{"containers":[{"name":"large","image":"{{TestImages.Shell}}","resources":{"limits":{"cpu":"1"} } } ] } }""");

        Assert.Equal("50m 200m", await Kubectl.GetPathAsync("{.spec.containers[0].resources.requests.cpu} {.spec.containers[0].resources.limits.cpu}", "pod", "plain"));
        Assert.Equal(
            "LimitRanger plugin set: cpu request for container plain; cpu limit for container plain",
            await Kubectl.GetPathAsync("{.metadata.annotations.kubernetes\\.io/limit-ranger}", "pod", "plain"));
        Assert.Equal("Error from server (Forbidden): pods \"large\" is forbidden: maximum cpu usage per Container is 500m, but limit is 1", refused.Errors.Trim());
    }
}
