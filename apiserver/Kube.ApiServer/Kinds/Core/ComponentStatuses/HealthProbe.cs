using System.Net.Security;

namespace Kube.ApiServer.Kinds.Core.ComponentStatuses;

/// <summary>Asks a program of this machine whether it is well: upstream's <c>pkg/probe/http</c>, with its messages.</summary>
internal static class HealthProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
#pragma warning disable CA5359 // Nothing is told to it, and what it tells decides nothing: programs certify themselves.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    public static async ValueTask<(bool Healthy, string Message)> AskAsync(Uri url, CancellationToken cancellation)
    {
        try
        {
            using var answer = await Client.GetAsync(url, cancellation);
            return answer.IsSuccessStatusCode
                ? (true, await answer.Content.ReadAsStringAsync(cancellation))
                : (false, $"HTTP probe failed with statuscode: {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            var reason = failure.HttpRequestError == HttpRequestError.ConnectionError ? $"dial tcp {url.Authority}: connect: connection refused" : failure.Message;
            return (false, $"Get \"{url}\": {reason}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, $"Get \"{url}\": context deadline exceeded");
        }
    }
}
