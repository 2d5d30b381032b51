using System.Text;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Measures;

/// <summary>A namespace of the run's own, and the requests about its pods.</summary>
internal sealed class Workspace(Target server, string name)
{
    public Workspace(Target server)
        : this(server, $"bench-{Guid.NewGuid().ToString("n")[..8]}")
    {
    }

    public string Name => name;

    public string Pods => $"/api/v1/namespaces/{Name}/pods";

    public string ConfigMaps => $"/api/v1/namespaces/{Name}/configmaps";

    public byte[] CreatePod(int number) => server.Request("POST", Pods, PodTemplate.Of(PodName(number), "one"));

    public byte[] GetPod(int number) => server.Request("GET", $"{Pods}/{PodName(number)}");

    public byte[] UpdatePod(int number) => server.Request("PUT", $"{Pods}/{PodName(number)}", PodTemplate.Of(PodName(number), "two"));

    public byte[] PatchPod(int number) =>
        server.Request("PATCH", $"{Pods}/{PodName(number)}", """{"metadata":{"labels":{"round":"three"}}}"""u8.ToArray(), "application/strategic-merge-patch+json");

    /// <summary>Makes the namespace and, where no controller does, the account pods need.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var connection = await Connection.OpenAsync(server, cancellation);
        await connection.SendAsync(server.Request("POST", "/api/v1/namespaces", Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{Name}}}"}}""")), cancellation);
        await connection.SendAsync(server.Request("POST", $"/api/v1/namespaces/{Name}/serviceaccounts", """{"metadata":{"name":"default"}}"""u8.ToArray()), cancellation);
    }

    public async Task DeleteAsync(CancellationToken cancellation)
    {
        await using var connection = await Connection.OpenAsync(server, cancellation);
        await connection.SendAsync(server.Request("DELETE", $"{Pods}?gracePeriodSeconds=0"), cancellation);
        await connection.SendAsync(server.Request("DELETE", $"/api/v1/namespaces/{Name}"), cancellation);
    }

    private static string PodName(int number) => $"pod-{number:d6}";
}
