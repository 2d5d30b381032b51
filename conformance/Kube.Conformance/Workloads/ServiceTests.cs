using Kube.Conformance.Support;

namespace Kube.Conformance.Workloads;

public sealed class ServiceTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Expose_Deployment_MakesAServiceWithItsEndpoints()
    {
        await DeployWebAsync("exposed", 2);

        Assert.Equal("service/exposed exposed", await Kubectl.RunAsync("expose", "deployment", "exposed", "--port=80", "--target-port=8080"));

        var pods = await Kubectl.GetPathAsync("{.items[*].status.podIP}", "pods", "-l", "app=exposed");
        await Eventually.IsAsync(
            "the Endpoints hold the pods' addresses",
            () => Kubectl.GetPathAsync("{.subsets[*].addresses[*].ip}", "endpoints", "exposed"),
            addresses => Same(addresses, pods));
        await Eventually.IsAsync(
            "the EndpointSlice holds them too",
            () => Kubectl.GetPathAsync("{.items[*].endpoints[*].addresses[*]}", "endpointslices", "-l", "kubernetes.io/service-name=exposed"),
            addresses => Same(addresses, pods));
        Assert.Equal("8080", await Kubectl.GetPathAsync("{.items[0].ports[0].port}", "endpointslices", "-l", "kubernetes.io/service-name=exposed"));
    }

    [Fact]
    public async Task ScaleToZero_Service_LosesItsEndpoints()
    {
        await DeployWebAsync("emptied");
        await Kubectl.RunAsync("expose", "deployment", "emptied", "--port=80", "--target-port=8080");
        await EndpointsAsync("emptied", 1);

        await Kubectl.RunAsync("scale", "deployment", "emptied", "--replicas=0");

        await EndpointsAsync("emptied", 0);
    }

    [Fact]
    public async Task DeletedService_EndpointsAndSlices_GoWithIt()
    {
        await DeployWebAsync("removed");
        await Kubectl.RunAsync("expose", "deployment", "removed", "--port=80", "--target-port=8080");
        await EndpointsAsync("removed", 1);

        await Kubectl.RunAsync("delete", "service", "removed");

        await Eventually.IsAsync(
            "nothing is left",
            () => Kubectl.RunAsync("get", "endpoints,endpointslices", "-o", "name"),
            names => !names.Contains("removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ClusterIp_TakenOrOutOfRange_IsRefused()
    {
        await Kubectl.RunAsync("create", "service", "clusterip", "first", "--tcp=80");
        var address = await Kubectl.GetPathAsync("{.spec.clusterIP}", "service", "first");

        (await Kubectl.TryAsync("create", "service", "clusterip", "second", "--tcp=80", $"--clusterip={address}"))
            .Failed("provided IP is already allocated");
        (await Kubectl.TryAsync("create", "service", "clusterip", "third", "--tcp=80", "--clusterip=192.0.2.1"))
            .Failed("failed to allocate IP 192.0.2.1");
    }

    [Fact]
    public async Task Headless_Service_HasNoAddress()
    {
        await Kubectl.RunAsync("create", "service", "clusterip", "headless", "--clusterip=None", "--tcp=80");

        Assert.Matches(@"headless\s+ClusterIP\s+None\s+<none>\s+80/TCP", await Kubectl.RunAsync("get", "service", "headless", "--no-headers"));
    }

    private static bool Same(string one, string other) => one.Length > 0 && one.Split(' ').Order().SequenceEqual(other.Split(' ').Order());

    private Task EndpointsAsync(string name, int count) => Eventually.IsAsync(
        $"the Service has {count} endpoints",
        () => Kubectl.GetPathAsync("{.items[*].endpoints[*].addresses[*]}", "endpointslices", "-l", $"kubernetes.io/service-name={name}"),
        addresses => addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == count);
}
