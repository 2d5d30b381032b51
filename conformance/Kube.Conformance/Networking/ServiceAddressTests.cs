using Kube.Conformance.Support;

namespace Kube.Conformance.Networking;

/// <summary>ServiceCIDR and IPAddress objects as administrators use them: KEP-1880.</summary>
public sealed class ServiceAddressTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Service_ItsAddress_IsAnObjectForAsLongAsItLives()
    {
        await Kubectl.RunAsync("create", "service", "clusterip", "held", "--tcp=80");
        var ip = await Kubectl.GetPathAsync("{.spec.clusterIP}", "service", "held");

        Assert.Equal($"services/{Kubectl.Namespace}/held", (await Kubectl.RunAsync("get", "ipaddress", ip, "--no-headers")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        Assert.Equal("ipallocator.k8s.io", await Kubectl.GetPathAsync("{.metadata.labels.ipaddress\\.kubernetes\\.io/managed-by}", "ipaddress", ip));

        await Kubectl.RunAsync("delete", "service", "held");
        (await Kubectl.TryAsync("get", "ipaddress", ip)).Failed("NotFound");
    }

    [Fact]
    public async Task ServiceCidr_Default_IsReady() =>
        Assert.Equal("True", await Kubectl.GetPathAsync("{.status.conditions[?(@.type==\"Ready\")].status}", "servicecidr", "kubernetes"));

    [Fact]
    public async Task ServiceCidr_WithAddressesInUse_StaysUntilTheyAreFree()
    {
        await Kubectl.ApplyAsync(
            """
            apiVersion: networking.k8s.io/v1
            kind: ServiceCIDR
            metadata: {name: more}
            spec: {cidrs: [172.31.250.0/28]}
            """);
        await Eventually.HoldsAsync("the range is ready and protected", async () =>
        {
            Assert.Equal("True", await Kubectl.GetPathAsync("{.status.conditions[?(@.type==\"Ready\")].status}", "servicecidr", "more"));
            Assert.Contains("networking.k8s.io/service-cidr-finalizer", await Kubectl.GetPathAsync("{.metadata.finalizers}", "servicecidr", "more"), StringComparison.Ordinal);
        });
        await Kubectl.RunAsync("create", "service", "clusterip", "wide", "--tcp=80", "--clusterip=172.31.250.5");

        await Kubectl.RunAsync("delete", "servicecidr", "more", "--wait=false");
        await Eventually.HoldsAsync("the deletion waits", async () => Assert.Equal(
            "False Terminating There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR",
            await Kubectl.GetPathAsync("{.status.conditions[0].status} {.status.conditions[0].reason} {.status.conditions[0].message}", "servicecidr", "more")));
        (await Kubectl.TryAsync("create", "service", "clusterip", "late", "--tcp=80", "--clusterip=172.31.250.6")).Failed("failed to allocate IP 172.31.250.6: the provided network does not match the current range");

        await Kubectl.RunAsync("delete", "service", "wide");
        await Kubectl.RunAsync("wait", "--for=delete", "servicecidr/more", "--timeout=60s");
    }
}
