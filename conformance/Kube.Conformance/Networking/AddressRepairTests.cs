using Kube.Conformance.Support;

namespace Kube.Conformance.Networking;

/// <summary>Services and the claims of their addresses agree again after somebody's hand, while a server runs and when it starts.</summary>
public sealed class AddressRepairTests
{
    [Fact]
    public async Task Claim_ThatIsMissingOrAnothers_IsMendedAndTold()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync();
        var kubectl = server.Kubectl;
        var lost = await ServiceAsync("lost");
        var wrong = await ServiceAsync("wrong");

        await kubectl.RunAsync("delete", "ipaddress", lost);
        await RestoredAsync(lost, "lost");
        await ToldAsync("lost", $"ClusterIPNotAllocated Cluster IP [IPv4]: {lost} is not allocated; repairing");

        await kubectl.RunAsync("delete", "ipaddress", wrong);
        await kubectl.TryWithInputAsync(Claim(wrong, "somebody-else"), "create", "-f", "-");
        await RestoredAsync(wrong, "wrong");

        await kubectl.RunWithInputAsync(Claim("10.96.250.250", "wrong"), "create", "-f", "-");
        await kubectl.RunAsync("wait", "--for=delete", "ipaddress/10.96.250.250", "--timeout=60s");
        Assert.Contains("IPAddress: 10.96.250.250 for Service default/wrong has a wrong reference; cleaning up", await kubectl.GetPathAsync("{.items[*].message}", "events"), StringComparison.Ordinal);

        await server.StopAsync();
        await server.StartAsync();
        await RestoredAsync(lost, "lost");
        Assert.Equal("kubernetes", await OwnerAsync("10.96.0.1"));
        (await kubectl.TryAsync("create", "service", "clusterip", "late", "--tcp=80", $"--clusterip={lost}")).Failed("provided IP is already allocated");

        async Task<string> ServiceAsync(string name)
        {
            await kubectl.RunAsync("create", "service", "clusterip", name, "--tcp=80");
            return await kubectl.GetPathAsync("{.spec.clusterIP}", "service", name);
        }

        Task<string> OwnerAsync(string ip) => kubectl.GetPathAsync("{.spec.parentRef.name}", "ipaddress", ip);

        Task RestoredAsync(string ip, string name) => Eventually.IsAsync($"{ip} is of {name}", () => OwnerAsync(ip), owner => owner == name);

        Task ToldAsync(string service, string words) => Eventually.IsAsync(
            "it is told", () => kubectl.GetPathAsync("{.items[*].reason} {.items[*].message}", "events", $"--field-selector=involvedObject.name={service}"), told => told == words);
    }

    private static string Claim(string ip, string service) => $$$"""
        {"apiVersion":"networking.k8s.io/v1","kind":"IPAddress","metadata":{"name":"{{{ip}}}","labels":{"ipaddress.kubernetes.io/ip-family":"IPv4","ipaddress.kubernetes.io/managed-by":"ipallocator.k8s.io"}},
         "spec":{"parentRef":{"resource":"services","namespace":"default","name":"{{{service}}}"} } }
        """;
}
