using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s;
using k8s.Authentication;
using k8s.Models;

namespace Kube.Machinery.Clients;

/// <summary>
/// Requests to the API server by path, over the connection and with the credentials of a KubernetesClient client. Every
/// answer but a success becomes an <see cref="ApiException"/>; nothing is retried.
/// </summary>
public sealed class ApiClient
{
    public const string Json = "application/json";

    // A server that takes longer than this for anything but a watch is gone.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly Uri _server;
    private readonly ServiceClientCredentials? _credentials;

    public ApiClient(IKubernetes kubernetes)
    {
        var client = (Kubernetes)kubernetes;
        _http = client.HttpClient;
        _server = client.BaseUri;
        _credentials = client.Credentials;
    }

    public async Task<byte[]> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body = null, string contentType = Json, string accept = Json,
        CancellationToken cancellationToken = default)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(RequestTimeout);
        using var response = await StartAsync(method, path, body, contentType, accept, limited.Token);
        return await response.Content.ReadAsByteArrayAsync(limited.Token);
    }

    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body = null, string contentType = Json, string accept = Json,
        CancellationToken cancellationToken = default)
        => ModelJson.Deserialize<T>(await SendAsync(method, path, body, contentType, accept, cancellationToken));

    /// <summary>Opens a stream of answers, such as a watch. It lasts until it is disposed or the server ends it.</summary>
    public async Task<ApiStream> OpenAsync(string path, string accept, CancellationToken cancellationToken)
    {
        var response = await StartAsync(HttpMethod.Get, path, null, Json, accept, cancellationToken);
        return new ApiStream(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    private async Task<HttpResponseMessage> StartAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, string contentType, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server, path)) { Version = HttpVersion.Version20 };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is { } content)
        {
            request.Content = new ReadOnlyMemoryContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }
        if (_credentials is not null)
            await _credentials.ProcessHttpRequestAsync(request, cancellationToken);

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new ApiException(response.StatusCode, await ReadStatusAsync(response, cancellationToken));
    }

    private static async Task<V1Status> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<V1Status>(body, ModelJson.Options) ?? new V1Status();
        }
        catch (JsonException)
        {
            return new V1Status { Message = body.Length > 0 ? body.Trim() : response.ReasonPhrase };
        }
    }
}
