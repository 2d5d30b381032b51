using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using k8s;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Tests.Scheduling;

/// <summary>The far end of a client: takes note of every request and answers with success, or as told.</summary>
internal sealed class RecordingServer : DelegatingHandler
{
    private readonly Channel<RecordedRequest> _requests = Channel.CreateUnbounded<RecordedRequest>();

    /// <summary>Answers a request with another status than 200.</summary>
    public Func<RecordedRequest, HttpStatusCode> Answer { get; set; } = _ => HttpStatusCode.OK;

    public ApiClient Connect() => new(new Kubernetes(new KubernetesClientConfiguration { Host = "http://localhost" }, this));

    /// <summary>The next request that fits; those before it are skipped.</summary>
    public async Task<RecordedRequest> NextAsync(string method, string path)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var request = await _requests.Reader.ReadAsync(deadline.Token);
            if (request.Method == method && request.Path == path)
                return request;
        }
    }

    /// <summary>The next event about a pod that says the given reason; what comes before it is skipped.</summary>
    public async Task<RecordedRequest> NextEventAsync(string reason, string ns = "default")
    {
        while (true)
        {
            var request = await NextAsync("POST", $"/api/v1/namespaces/{ns}/events");
            if (request.Body?["reason"]?.GetValue<string>() == reason)
                return request;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var body = text.Length == 0 ? null : JsonNode.Parse(text);
        var recorded = new RecordedRequest(request.Method.Method, request.RequestUri!.AbsolutePath, body);
        var code = Answer(recorded);
        await _requests.Writer.WriteAsync(recorded, cancellationToken);
        var answer = code == HttpStatusCode.OK ? body?.ToJsonString() ?? "{}" : """{"kind":"Status","reason":"Conflict","message":"it is taken"}""";
        return new HttpResponseMessage(code) { Content = new StringContent(answer) };
    }
}
