using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kube.Conformance.Auth.Support;

/// <summary>A service an API server asks: an OpenID issuer, whose keys can be rolled over, and a token webhook.</summary>
public sealed class TestService : IAsyncDisposable
{
    /// <summary>The only token the webhook knows: of the user hook in the group hooked.</summary>
    public const string KnownToken = "known-to-the-webhook";

    private readonly WebApplication _app;
    private readonly int _port = PrivateCluster.FreePort();
    private int _asked;

    public TestService(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate })));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => $"https://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What signs now; replaced, the published key is the new one's alone.</summary>
    public (string Id, RSA Key) Signing { get; private set; } = ("first", RSA.Create(2048));

    /// <summary>How often the webhook was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public Task StartAsync() => _app.StartAsync();

    public void RollOver(string id) => Signing = (id, RSA.Create(2048));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var answer = http.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => new JsonObject { ["issuer"] = Url, ["jwks_uri"] = $"{Url}/keys" },
            "/keys" => new JsonObject { ["keys"] = new JsonArray(Describe()) },
            "/review" => await ReviewAsync(http.Request),
            _ => null,
        };
        if (answer is null) http.Response.StatusCode = 404;
        else await http.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject Describe()
    {
        var key = Signing.Key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = Signing.Id,
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(key.Modulus), ["e"] = System.Buffers.Text.Base64Url.EncodeToString(key.Exponent),
        };
    }

    private async Task<JsonObject> ReviewAsync(HttpRequest request)
    {
        Interlocked.Increment(ref _asked);
        var review = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        var known = (string?)review["spec"]!["token"] == KnownToken;
        review["status"] = known
            ? new JsonObject { ["authenticated"] = true, ["user"] = new JsonObject { ["username"] = "hook", ["uid"] = "7", ["groups"] = new JsonArray("hooked"), ["extra"] = new JsonObject { ["team"] = new JsonArray("red") } } }
            : new JsonObject { ["authenticated"] = false };
        return review;
    }
}
