using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server.Endpoints;

internal static class EndpointExtensions
{
    private static readonly string[] Streaming = ["GET", "POST"];

    /// <summary>Maps an endpoint of pods, with and without the pod's UID in its path as upstream has it.</summary>
    public static void MapContainer(this WebApplication app, string name, RequestDelegate handler)
    {
        foreach (var path in new[] { $"/{name}/{{namespace}}/{{pod}}/{{container}}", $"/{name}/{{namespace}}/{{pod}}/{{uid}}/{{container}}" })
            app.MapMethods(path, Streaming, Guarded(handler));
    }

    /// <summary>Writes failures as upstream's kubelet does: a code, and the message as plain text.</summary>
    public static RequestDelegate Guarded(RequestDelegate handler) => async context =>
    {
        try
        {
            await handler(context);
        }
        catch (RequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.Code, e.Message);
        }
        catch (RuntimeException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusCodes.Status500InternalServerError, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or System.Net.WebSockets.WebSocketException)
        {
            context.Abort(); // the client is gone
        }
    };

    private static async Task WriteAsync(HttpContext context, int code, string message)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message, context.RequestAborted);
    }
}
