using System.Net;
using System.Net.Http.Headers;
using Kube.ApiServer.Authentication.Tokens;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authentication.Webhooks;

/// <summary>
/// <c>--authentication-token-webhook-config-file</c>: asks a service with a TokenReview: apiserver's
/// <c>plugin/pkg/authenticator/token/webhook</c>.
/// </summary>
internal sealed partial class TokenWebhook(HttpClient http, string version, IReadOnlyList<string> apiAudiences, TimeProvider time, ILogger<TokenWebhook> log) : ITokenAuthenticator
{
    private const int Tries = 5;
    private const double Growth = 1.5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    public async ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        var asked = audiences.Count == 0 ? apiAudiences : audiences;
        try
        {
            var status = (await AskAsync(Question(token, asked), cancellation)).Part("status");
            if (status.Bool("authenticated") != true) return null;
            var user = UserOf(status.Part("user"));
            // A service that knows nothing of audiences speaks for this API alone.
            if (status.Strings("audiences") is not { Count: > 0 } answered) return TokenIdentity.ForApi(user, asked, apiAudiences);
            var common = asked.Intersect(answered).ToList();
            return common.Count > 0 ? new TokenIdentity(user.Authenticated(), common) : null;
        }
        catch (Exception failed) when (failed is HttpRequestException or FormatException or InvalidCastException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            LogFailed(log, failed.Message);
            return null;
        }
    }

    private byte[] Question(string token, IReadOnlyList<string> audiences) => JsonWriter.ToBytes(new JsonMap
    {
        ["kind"] = "TokenReview",
        ["apiVersion"] = $"authentication.k8s.io/{version}",
        ["metadata"] = new JsonMap(),
        ["spec"] = new JsonMap { ["token"] = token, ["audiences"] = new JsonList(audiences) },
        ["status"] = new JsonMap { ["user"] = new JsonMap() },
    });

    private async Task<JsonMap> AskAsync(byte[] question, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var tried = 1; ; tried++)
        {
            try
            {
                using var body = new ByteArrayContent(question) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var response = await http.PostAsync((Uri?)null, body, cancellation);
                response.EnsureSuccessStatusCode();
                return JsonReader.Read(await response.Content.ReadAsByteArrayAsync(cancellation)) as JsonMap ?? throw new FormatException("the answer is no object");
            }
            catch (HttpRequestException failed) when (tried < Tries && IsPassing(failed.StatusCode))
            {
                await Task.Delay(pause, time, cancellation);
                pause *= Growth;
            }
        }
    }

    private static bool IsPassing(HttpStatusCode? status) => status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static UserInfo UserOf(JsonMap user) => new(user.Text("username"), user.Strings("groups"))
    {
        Uid = user.Text("uid"),
        Extra = user.Part("extra").ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. ((JsonList)entry.Value!).OfType<string>()]),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to make webhook authenticator request: {Failure}")]
    private static partial void LogFailed(ILogger log, string failure);
}
