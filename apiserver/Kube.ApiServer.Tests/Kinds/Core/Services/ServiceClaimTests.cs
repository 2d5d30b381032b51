using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Kinds.Core.Services;

/// <summary>A service and what proves its addresses come and go together.</summary>
public sealed class ServiceClaimTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Addresses = "/apis/networking.k8s.io/v1/ipaddresses";

    [Fact]
    public async Task Create_Service_ClaimsItsAddressAndDeleteGivesItBack()
    {
        var space = await server.NamespaceAsync();
        var ip = await CreateAsync(space, "one", """{"ports":[{"port":80}]}""");

        var claim = await server.GetAsync($"{Addresses}/{ip}");
        Assert.Equal("ipallocator.k8s.io", claim.Labels().Text("ipaddress.kubernetes.io/managed-by"));
        Assert.Equal("IPv4", claim.Labels().Text("ipaddress.kubernetes.io/ip-family"));
        var parent = claim.Spec().Part("parentRef");
        Assert.Equal(("", "services", space, "one"), (parent.Text("group"), parent.Text("resource"), parent.Text("namespace"), parent.Text("name")));
        Assert.Equal("kube-apiserver", claim.Metadata().Maps("managedFields").Single().Text("manager"));

        await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{space}/services/one");
        await server.GetAsync($"{Addresses}/{ip}", 404);
    }

    [Fact]
    public async Task Update_ToExternalName_GivesTheAddressBack()
    {
        var space = await server.NamespaceAsync();
        var ip = await CreateAsync(space, "one", """{"ports":[{"port":80}]}""");

        await server.SendAsync(HttpMethod.Patch, $"/api/v1/namespaces/{space}/services/one", """{"spec":{"type":"ExternalName","externalName":"example.com"}}""", contentType: "application/merge-patch+json");

        await server.GetAsync($"{Addresses}/{ip}", 404);
    }

    [Fact]
    public async Task Create_AddressSomebodyElseClaimed_IsRefused()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, Addresses, """{"metadata":{"name":"10.96.77.1"},"spec":{"parentRef":{"group":"gateway.networking.k8s.io","resource":"gateways","name":"g"}}}""", 201);

        var refused = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", """{"metadata":{"name":"one"},"spec":{"clusterIP":"10.96.77.1","ports":[{"port":80}]}}""", 422);

        Assert.Contains("failed to allocate IP 10.96.77.1: provided IP is already allocated", refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ManyAtOnce_NoAddressOrPortIsGivenTwice()
    {
        var space = await server.NamespaceAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => server.SendAsync(
            HttpMethod.Post, $"/api/v1/namespaces/{space}/services", $$$"""{"metadata":{"name":"s{{{i}}}"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""", 201)));

        Assert.Equal(200, made.Select(service => service.Spec().Text("clusterIP")).Distinct().Count());
        Assert.Equal(200, made.Select(service => service.Spec().Maps("ports").First().Number("nodePort")).Distinct().Count());
    }

    [Fact]
    public async Task Create_CertainAddressAtOnce_OneGetsIt()
    {
        var space = await server.NamespaceAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var answer = await server.RawAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", $$$"""{"metadata":{"name":"s{{{i}}}"},"spec":{"clusterIP":"10.96.0.99","ports":[{"port":80}]}}""");
            return (int)answer.StatusCode;
        }));

        Assert.Single(answers, 201);
        Assert.Equal(19, answers.Count(code => code == 422));
    }

    [Fact]
    public async Task Delete_AddressInUse_IsRepairedAndTold()
    {
        var space = await server.NamespaceAsync();
        var ip = await CreateAsync(space, "one", """{"ports":[{"port":80}]}""");
        await server.SendAsync(HttpMethod.Delete, $"{Addresses}/{ip}");

        await server.EventuallyAsync($"{Addresses}/{ip}");
        var events = await server.GetAsync($"/api/v1/namespaces/{space}/events");
        var told = Assert.Single(events.Maps("items"));
        Assert.Equal("ClusterIPNotAllocated", told.Text("reason"));
        Assert.Equal($"Cluster IP [IPv4]: {ip} is not allocated; repairing", told.Text("message"));
    }

    [Fact]
    public async Task ServiceCidr_Default_IsReady()
    {
        var range = await server.GetAsync("/apis/networking.k8s.io/v1/servicecidrs/kubernetes");

        Assert.Equal(["10.96.0.0/16"], range.Spec().Strings("cidrs"));
        var ready = Assert.Single(range.Status().Maps("conditions"));
        Assert.Equal(("Ready", "True", "Kubernetes default Service CIDR is ready"), (ready.Text("type"), ready.Text("status"), ready.Text("message")));
        Assert.Equal("services", (await server.GetAsync($"{Addresses}/10.96.0.1")).Spec().Part("parentRef").Text("resource"));
    }

    [Fact]
    public async Task ServiceCidr_Another_WidensWhatServicesCanHave()
    {
        var space = await server.NamespaceAsync();
        const string service = """{"metadata":{"name":"one"},"spec":{"clusterIP":"192.168.77.5","ports":[{"port":80}]}}""";
        var refused = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", service, 422);
        Assert.Contains("failed to allocate IP 192.168.77.5: the provided network does not match the current range", refused.Text("message"), StringComparison.Ordinal);

        await server.SendAsync(HttpMethod.Post, "/apis/networking.k8s.io/v1/servicecidrs", """{"metadata":{"name":"more"},"spec":{"cidrs":["192.168.77.0/28"]}}""", 201);

        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", service, 201);
    }

    private async Task<string> CreateAsync(string space, string name, string spec) =>
        (await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/services", $$"""{"metadata":{"name":"{{name}}"},"spec":{{spec}}}""", 201)).Spec().Text("clusterIP");
}
