using System.Net;
using System.Text.Json.Nodes;
using Docker.DotNet;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>Turns what Docker's client throws into <see cref="RuntimeException"/> with Docker's own sentence.</summary>
internal static class DockerCall
{
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (DockerApiException e)
        {
            throw new RuntimeException(Sentence(e), e);
        }
        catch (HttpRequestException e)
        {
            throw new RuntimeException(e.InnerException?.Message ?? e.Message, e);
        }
    }

    /// <summary>For stopping and removing: a container that is gone, being removed or not running is what was wanted.</summary>
    public static async Task IgnoreMissingAsync(Func<Task> call)
    {
        try
        {
            await RunAsync(async () =>
            {
                await call();
                return true;
            });
        }
        catch (RuntimeException e) when (e.InnerException is DockerApiException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Conflict })
        {
        }
    }

    /// <summary>Docker answers <c>{"message": "…"}</c>; its own client prefixes what upstream's users know.</summary>
    private static string Sentence(DockerApiException e)
    {
        try
        {
            if (JsonNode.Parse(e.ResponseBody)?["message"]?.GetValue<string>() is { } message)
                return $"Error response from daemon: {message}";
        }
        catch (System.Text.Json.JsonException)
        {
        }

        return e.Message;
    }
}
