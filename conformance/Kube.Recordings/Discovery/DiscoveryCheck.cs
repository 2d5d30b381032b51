using Kube.OpenApi.Json;

namespace Kube.Recordings.Discovery;

/// <summary><c>/api</c> and <c>/apis</c> and all below them, plain and aggregated, and that aggregated documents are not sent twice.</summary>
internal sealed class DiscoveryCheck(string folder, Api api, Report report)
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>Where the server listens.</summary>
    private static readonly HashSet<string> Ignored = ["serverAddress"];

    public async Task RunAsync()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order())
        {
            var name = Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/');
            var aggregated = name.StartsWith("aggregated-", StringComparison.Ordinal);
            var path = $"/{(aggregated ? name["aggregated-".Length..] : name)}";
            var served = await api.ReadAsync(path, aggregated ? Aggregated : "application/json");
            report.Compared(aggregated ? $"{path} (aggregated)" : path, Difference.Between(JsonReader.Read(await File.ReadAllBytesAsync(file)), served, Ignored));
            if (aggregated) await CheckTagAsync(path);
        }
    }

    private async Task CheckTagAsync(string path)
    {
        var first = await api.GetAsync(path, Aggregated);
        var again = await api.GetAsync(path, Aggregated, first["ETag"]);
        report.Expect(path, "Content-Type", Aggregated, first["Content-Type"]);
        report.Expect(path, "Vary", "Accept", first["Vary"]);
        report.Expect(path, "the status for a known ETag", "304", $"{again.Status}");
        report.Expect(path, "the body for a known ETag", "", Convert.ToHexString(again.Body));
        report.Expect(path, "the ETag of a 304", first["ETag"], again["ETag"]);
    }
}
