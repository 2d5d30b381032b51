using System.Net;
using System.Text.Json;

namespace Kube.Cli.Engine;

/// <summary>The few calls of the Docker Engine API (https://docs.docker.com/reference/api/engine/) that starting and clearing a cluster needs.</summary>
internal sealed class DockerApi(DockerEndpoint endpoint) : IDisposable
{
    private readonly HttpClient _http = endpoint.CreateClient();

    public string Name => endpoint.Name;

    /// <summary>The engine's version, or null where none answers.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var version = await GetAsync("/version", cancellationToken).ConfigureAwait(false);
            return version.RootElement.GetProperty("Version").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task<IReadOnlyList<string>> RunningContainersAsync(CancellationToken cancellationToken) =>
        IdsAsync("/containers/json", cancellationToken);

    /// <summary>Removes every container and then every network that carries the label, running or not.</summary>
    /// <returns>How many containers there were.</returns>
    public async Task<int> RemoveLabelledAsync(string label, CancellationToken cancellationToken)
    {
        var filter = "filters=" + Uri.EscapeDataString($$"""{"label":["{{label}}"]}""");
        var containers = await IdsAsync("/containers/json?all=1&" + filter, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(containers.Select(id => DeleteAsync($"/containers/{id}?force=1&v=1", cancellationToken))).ConfigureAwait(false);
        var networks = await IdsAsync("/networks?" + filter, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(networks.Select(id => DeleteAsync($"/networks/{id}", cancellationToken))).ConfigureAwait(false);
        return containers.Count;
    }

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<string>> IdsAsync(string path, CancellationToken cancellationToken)
    {
        using var list = await GetAsync(path, cancellationToken).ConfigureAwait(false);
        return [.. list.RootElement.EnumerateArray().Select(item => item.GetProperty("Id").GetString()!)];
    }

    private async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        var stream = await _http.GetStreamAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            return await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        // Gone already, or on its way: another removal was faster.
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            response.EnsureSuccessStatusCode();
    }
}
