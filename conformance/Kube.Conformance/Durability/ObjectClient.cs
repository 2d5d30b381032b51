using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Durability;

/// <summary>
/// ConfigMaps of one namespace over bare HTTP: an answer is an answer and a lost connection is one. A client library would hide which
/// requests it sent again.
/// </summary>
internal sealed class ObjectClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _path;

    public ObjectClient(string server, string token, string @namespace)
    {
        _path = $"/api/v1/namespaces/{@namespace}/configmaps";
#pragma warning disable CA5359 // The server made its certificate itself; it is the store behind it that is tested.
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true }, UseProxy = false };
#pragma warning restore CA5359
        _http = new HttpClient(handler) { BaseAddress = new Uri(server), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Whether there was no answer, or not all of it. HttpClient lets a bare SocketException through where a connection dies right after it was made.</summary>
    public static bool IsLost(Exception failure) => failure is HttpRequestException or SocketException or IOException or OperationCanceledException;

    /// <summary>Sends a write once.</summary>
    /// <exception cref="HttpRequestException">No answer, or not all of it.</exception>
    public async Task<(HttpStatusCode Status, JsonNode Body)> WriteAsync(Operation write)
    {
        var body = write.IsDeletion
            ? $$$"""{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"resourceVersion":"{{{write.Expected}}}"}}"""
            : $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{write.Name}}}"{{{(write.Expected > 0 ? $",\"resourceVersion\":\"{write.Expected}\"" : "")}}}},"data":{"tag":"{{{write.Tag}}}"}}""";
        var (method, path, type) = write.Kind switch
        {
            OperationKind.Create => (HttpMethod.Post, _path, "application/json"),
            OperationKind.Replace => (HttpMethod.Put, $"{_path}/{write.Name}", "application/json"),
            OperationKind.Patch => (HttpMethod.Patch, $"{_path}/{write.Name}", "application/merge-patch+json"),
            _ => (HttpMethod.Delete, $"{_path}/{write.Name}", "application/json"),
        };
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>One object, or the list when the name is empty.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Body)> ReadAsync(string name = "")
    {
        using var response = await _http.GetAsync(name.Length == 0 ? _path : $"{_path}/{name}");
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>The lines of a watch from after a revision, until it ends.</summary>
    /// <exception cref="HttpRequestException">There is none, with the status if there was an answer.</exception>
    public async Task<StreamReader> WatchAsync(long revision, CancellationToken cancellation)
    {
        var response = await _http.GetAsync(
            $"{_path}?watch=true&allowWatchBookmarks=true&resourceVersion={revision}", HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
