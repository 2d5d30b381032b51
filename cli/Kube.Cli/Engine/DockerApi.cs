using System.Net;
using System.Text.Json;

namespace Kube.Cli.Engine;

/// <summary>The few calls of the Docker Engine API (https://docs.docker.com/reference/api/engine/) that starting and clearing a cluster needs.</summary>
internal sealed class DockerApi(DockerEndpoint endpoint) : IDisposable
{
    private const int RemovalAttempts = 100;
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(100);

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

    /// <summary>
    /// Removes every container and then every network that carries the label, running or not; returns when they are gone. A network
    /// that others' containers use is left to them.
    /// </summary>
    /// <returns>How many containers there were.</returns>
    public async Task<int> RemoveLabelledAsync(string label, CancellationToken cancellationToken)
    {
        var filter = "filters=" + Uri.EscapeDataString($$"""{"label":["{{label}}"]}""");
        var containers = await RemoveAllAsync("/containers/json?all=1&" + filter, id => $"/containers/{id}?force=1&v=1", cancellationToken).ConfigureAwait(false);
        await RemoveAllAsync("/networks?" + filter, id => $"/networks/{id}", cancellationToken).ConfigureAwait(false);
        return containers;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A removal that the engine has begun for someone else is waited for by trying again.</summary>
    private async Task<int> RemoveAllAsync(string list, Func<string, string> pathOf, CancellationToken cancellationToken)
    {
        var first = await IdsAsync(list, cancellationToken).ConfigureAwait(false);
        var left = first;
        for (var attempt = 0; left.Count > 0 && attempt < RemovalAttempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(RemovalInterval, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(left.Select(id => DeleteAsync(pathOf(id), cancellationToken))).ConfigureAwait(false);
            left = await IdsAsync(list, cancellationToken).ConfigureAwait(false);
        }

        return first.Count;
    }

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
        // Gone already, on its way, or (a network) still in use.
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Forbidden))
            response.EnsureSuccessStatusCode();
    }
}
