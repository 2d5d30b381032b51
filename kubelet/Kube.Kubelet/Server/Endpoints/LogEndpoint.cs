using System.Globalization;
using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary><c>/containerLogs</c>, with the options of <c>v1.PodLogOptions</c>.</summary>
internal static class LogEndpoint
{
    public static void Map(WebApplication app, ContainerFinder finder, IContainerRuntime runtime, TimeProvider clock) =>
        app.MapContainer("containerLogs", async context =>
        {
            var (pod, observed) = await finder.FindPodAsync(context);
            var container = Find(context, pod, observed);
            context.Response.ContentType = "text/plain";
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.StartAsync(context.RequestAborted);
            var limit = Number(context, "limitBytes");
            await using var limited = limit is { } bytes ? new LimitedStream(context.Response.Body, bytes) : null;
            try
            {
                await runtime.Streams.ReadLogAsync(container.Id, Query(context, clock), limited ?? context.Response.Body, context.RequestAborted);
            }
            catch (LimitedStream.FullException)
            {
                // all that was asked for is written
            }
        });

    private static LogQuery Query(HttpContext context, TimeProvider clock)
    {
        var query = context.Request.Query;
        DateTimeOffset? since = Number(context, "sinceSeconds") is { } seconds ? clock.GetUtcNow().AddSeconds(-seconds)
            : DateTimeOffset.TryParse(query["sinceTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : null;
        return new LogQuery(IsTrue(context, "follow"), (int?)Number(context, "tailLines"), since, IsTrue(context, "timestamps"));
    }

    private static ContainerObservation Find(HttpContext context, V1Pod pod, PodObservation observed)
    {
        var name = ContainerFinder.Route(context, "container");
        if (Pods.PodSpecExtensions.Container(pod.Spec, name) is null)
            throw new RequestException(StatusCodes.Status404NotFound, $"container \"{name}\" not found in pod \"{pod.Metadata.Name}\"");
        var latest = observed.Latest(name);
        if (IsTrue(context, "previous"))
        {
            // A container that waits to be restarted has its last run as the previous one.
            var waits = StatusOf(pod, name)?.State?.Waiting is not null;
            var previous = latest is null ? null : waits && latest.State == ContainerState.Exited ? latest : observed.Previous(latest);
            return previous ?? throw new RequestException(
                StatusCodes.Status400BadRequest, $"previous terminated container \"{name}\" in pod \"{pod.Metadata.Name}\" not found");
        }

        if (latest is { State: not ContainerState.Created })
            return latest;
        var waiting = StatusOf(pod, name)?.State?.Waiting;
        var why = waiting?.Reason switch
        {
            "ErrImagePull" => "image can't be pulled",
            "ImagePullBackOff" => "trying and failing to pull image",
            null or "" => "no reason",
            var reason => reason,
        };
        throw new RequestException(StatusCodes.Status400BadRequest, $"container \"{name}\" in pod \"{pod.Metadata.Name}\" is waiting to start: {why}");
    }

    private static V1ContainerStatus? StatusOf(V1Pod pod, string container) =>
        (pod.Status?.ContainerStatuses ?? []).Concat(pod.Status?.InitContainerStatuses ?? []).FirstOrDefault(status => status.Name == container);

    private static bool IsTrue(HttpContext context, string name) => context.Request.Query[name].ToString() is "true" or "1";

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
