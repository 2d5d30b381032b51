using System.Text.RegularExpressions;
using Kube.OpenApi.Json;

namespace Kube.Recordings.OpenApi;

/// <summary>
/// <c>/openapi/v3</c>: the index names the same documents, each by a hash that may be cached for ever, and each says the same but for
/// descriptions, which may be of another release.
/// </summary>
internal sealed partial class OpenApiV3Check(string folder, Api api, Report report)
{
    private static readonly HashSet<string> Ignored = ["description"];

    public async Task RunAsync()
    {
        var index = await api.ReadAsync("/openapi/v3");
        report.Compared("/openapi/v3", Difference.Between(WithoutHashes(JsonReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "v3-index.json")))), WithoutHashes(index), Ignored));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "v3"), "*.json").Order())
        {
            var name = Path.GetFileNameWithoutExtension(file).Replace("__", "/", StringComparison.Ordinal);
            var path = $"/openapi/v3/{name}";
            var recorded = References.Bare(GoStructs.Flatten(JsonReader.Read(await File.ReadAllBytesAsync(file))));
            var served = References.Bare(await api.ReadAsync(path));
            report.Compared(path, Difference.Between(recorded, served, Ignored));
            if (index.Map("paths")?.Map(name)?.String("serverRelativeURL") is { } url) await CheckCachingAsync(path, url);
        }
    }

    private async Task CheckCachingAsync(string path, string url)
    {
        var byHash = await api.GetAsync(url);
        report.Expect(url, "the status", "200", $"{byHash.Status}");
        report.Expect(url, "the ETag", $"\"{url[(url.IndexOf('=') + 1)..]}\"", byHash["ETag"]);
        report.Expect(url, "Cache-Control", "public, immutable", byHash["Cache-Control"]);
        report.Expect(url, "Vary", "Accept", byHash["Vary"]);
        report.Expect(url, "the status for a known ETag", "304", $"{(await api.GetAsync(url, etag: byHash["ETag"])).Status}");
        var other = await api.GetAsync($"{path}?hash=0");
        report.Expect(path, "the status for another hash", "301", $"{other.Status}");
        report.Expect(path, "Location for another hash", url, other["Location"]);
    }

    /// <summary>A hash is of one build's text.</summary>
    private static object? WithoutHashes(object? index) => JsonReader.Read(Hash().Replace(JsonWriter.ToText(index), "hash="));

    [GeneratedRegex("hash=[0-9A-F]+")]
    private static partial Regex Hash();
}
