using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace Kube.Conformance.Clients.Resources;

/// <summary>Bare requests to the API server a kubeconfig names.</summary>
internal sealed class ApiCaller(string kubeconfig) : IDisposable
{
    private readonly Kubernetes _client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    public async Task<(int Code, string Text)> SendAsync(string verb, string path, string? body = null, string type = "application/json", string? accept = null)
    {
        using var request = Request(verb, path, body, type);
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var response = await _client.HttpClient.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends it, asserts that it succeeds and returns the answer.</summary>
    public async Task<JsonNode> DoAsync(string verb, string path, string? body = null, string type = "application/json", string? accept = null)
    {
        var (code, text) = await SendAsync(verb, path, body, type, accept);
        Assert.True(code is >= 200 and < 300, $"{verb} {path}: {code} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The first event of a watch.</summary>
    public async Task<JsonNode> FirstEventAsync(string path)
    {
        using var request = Request("get", path, null, "");
        using var response = (await _client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        return JsonNode.Parse(await reader.ReadLineAsync() ?? throw new EndOfStreamException($"GET {path}: no event"))!;
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(string verb, string path, string? body, string type)
    {
        var method = verb switch { "create" => HttpMethod.Post, "update" => HttpMethod.Put, "patch" => HttpMethod.Patch, "delete" => HttpMethod.Delete, _ => HttpMethod.Get };
        var request = new HttpRequestMessage(method, new Uri(_client.BaseUri, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        return request;
    }
}
