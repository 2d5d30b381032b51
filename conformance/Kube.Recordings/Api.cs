using System.Net.Http.Headers;
using Kube.OpenApi.Json;

namespace Kube.Recordings;

/// <summary>The server that is checked; its certificate is not.</summary>
internal sealed class Api : IDisposable
{
    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    private readonly HttpClient _client;

    public Api(Uri server, string token)
    {
#pragma warning disable CA5399, CA2000 // A developer's server certifies itself; the client owns the handler.
        _client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true, AllowAutoRedirect = false }) { BaseAddress = server };
#pragma warning restore CA5399, CA2000
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<Answer> GetAsync(string path, string accept = "application/json", string? etag = null) => SendAsync(HttpMethod.Get, path, accept, etag: etag);

    /// <summary>The JSON a GET answers with.</summary>
    public async Task<JsonMap> ReadAsync(string path, string accept = "application/json") => (JsonMap)JsonReader.Read((await GetAsync(path, accept)).Body)!;

    public async Task<Answer> SendAsync(HttpMethod method, string path, string accept = "application/json", byte[]? body = null, string contentType = "application/json", string? etag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        using var response = await _client.SendAsync(request);
        string Header(string name) =>
            response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? values.ToString() : "";
        return new Answer((int)response.StatusCode, Header, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _client.Dispose();

    internal sealed class Answer(int status, Func<string, string> header, byte[] body)
    {
        private readonly Dictionary<string, string> _headers = new[] { "ETag", "Vary", "Cache-Control", "Expires", "Content-Type", "Location" }.ToDictionary(name => name, header);

        public int Status => status;

        public byte[] Body => body;

        public string this[string name] => _headers[name];
    }
}
