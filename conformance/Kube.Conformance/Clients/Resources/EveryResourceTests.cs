using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Clients.Resources;

/// <summary>
/// Nothing is served that is not tried: each resource discovery tells of needs an object in <c>objects.json</c>, and a subresource that
/// is no view of its object needs a line in <c>requests.json</c>.
/// </summary>
public sealed class EveryResourceTests
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    [Fact]
    public async Task Resource_EveryVerb_WorksOrFailsAsListed()
    {
        var kubectl = await SharedCluster.WithoutContainersAsync();
        using var api = new ApiCaller(kubectl.Kubeconfig);
        var name = "walk-" + Guid.NewGuid().ToString("n")[..8];
        await kubectl.RunAsync("create", "namespace", name);
        try
        {
            var problems = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(await ServedAsync(api), async (resource, _) => problems.Add(await ProblemsAsync(api, resource, name)));

            var all = string.Join('\n', problems.Where(problem => problem.Length > 0).Order());
            Assert.True(all.Length == 0, all);
        }
        finally
        {
            await kubectl.TryAsync("delete", "namespace", name, "--wait=false");
        }
    }

    private static async Task<IEnumerable<ServedResource>> ServedAsync(ApiCaller api) =>
        ServedResource.Of(await api.DoAsync("get", "/api", accept: Aggregated))
            .Concat(ServedResource.Of(await api.DoAsync("get", "/apis", accept: Aggregated)))
            .Where(resource => !resource.Version.Contains(".example/", StringComparison.Ordinal)); // Definitions other tests made meanwhile.

    private static async Task<string> ProblemsAsync(ApiCaller api, ServedResource resource, string @namespace)
    {
        var walk = new ResourceWalk(api, resource, @namespace, await ReadAsync("objects.json"), await ReadAsync("requests.json"));
        try
        {
            await walk.RunAsync();
        }
        catch (Exception e)
        {
            return $"{resource.Key}: {e.Message}";
        }

        string[] missing =
        [
            .. resource.Verbs.Except(walk.Done),
            .. resource.Subresources.SelectMany(sub => sub.Value.Select(verb => $"{sub.Key}:{verb}")).Except(walk.Done),
        ];
        return missing.Length == 0 ? "" : $"{resource.Key}: never tried: {string.Join(", ", missing)}";
    }

    private static async Task<JsonObject> ReadAsync(string file) => (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Data(file)))!;

    private static string Data(string file) => Path.Combine(AppContext.BaseDirectory, "Clients", "Resources", file);
}
