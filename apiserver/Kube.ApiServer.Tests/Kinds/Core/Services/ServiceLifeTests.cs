using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Core.Services;

/// <summary>What a service keeps and loses as it changes.</summary>
public sealed class ServiceLifeTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task Update_WithoutAllocatedFields_KeepsThem()
    {
        var (path, made) = await CreateAsync("""{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""");

        var updated = await server.SendAsync(HttpMethod.Put, path, """{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80,"targetPort":8080}]}}""");

        Assert.Equal(made.Spec().Text("clusterIP"), updated.Spec().Text("clusterIP"));
        Assert.Equal(made.Spec().Maps("ports").First().Number("nodePort"), updated.Spec().Maps("ports").First().Number("nodePort"));
    }

    [Fact]
    public async Task Patch_NodePortToClusterIp_GivesThePortBack()
    {
        var (path, _) = await CreateAsync("""{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80}]}}""");

        var updated = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"type":"ClusterIP"}}""", contentType: Merge);

        Assert.False(updated.Spec().Maps("ports").First().Has("nodePort"));
        Assert.False(updated.Spec().Has("externalTrafficPolicy"));
    }

    [Fact]
    public async Task Patch_ToExternalName_DropsTheAddress()
    {
        var (path, _) = await CreateAsync("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");

        var updated = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"type":"ExternalName","externalName":"example.com"}}""", contentType: Merge);

        Assert.False(updated.Spec().Has("clusterIP"));
        Assert.False(updated.Spec().Has("ipFamilies"));
    }

    [Fact]
    public async Task Patch_OtherClusterIp_IsRefused()
    {
        var (path, _) = await CreateAsync("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");

        var status = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"clusterIP":"10.96.200.200"}}""", 422, Merge);

        Assert.Contains("spec.clusterIPs[0]: Invalid value: [\"10.96.200.200\"]: may not change once set", status.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AddressOfAnother_IsRefused()
    {
        var (_, made) = await CreateAsync("""{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");
        var ip = made.Spec().Text("clusterIP");

        var status = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{await server.NamespaceAsync()}/services",
            $$$"""{"metadata":{"name":"t"},"spec":{"clusterIP":"{{{ip}}}","ports":[{"port":80}]}}""", 422);

        Assert.Equal($"Service \"t\" is invalid: spec.clusterIPs: Invalid value: [\"{ip}\"]: failed to allocate IP {ip}: provided IP is already allocated", status.String("message"));
    }

    private async Task<(string Path, JsonMap Service)> CreateAsync(string body)
    {
        var services = $"/api/v1/namespaces/{await server.NamespaceAsync()}/services";
        return (services + "/s", await server.SendAsync(HttpMethod.Post, services, body, 201));
    }
}
