using System.Collections.Concurrent;
using System.Globalization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Events;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.AddressRepair;

/// <summary>Warnings of the server's own loops, as Events. What was said of an object once is not said again while this server runs.</summary>
internal sealed class ServerEvents(ResourceRegistry registry, string component)
{
    private readonly ConcurrentDictionary<(string Uid, string Message), bool> _said = new();

    /// <param name="obj">What the event is about.</param>
    public async Task WarnAsync(JsonMap obj, string kind, string reason, string action, string message, CancellationToken cancellation)
    {
        if (!_said.TryAdd((obj.Metadata().Text("uid"), message), true)) return;
        var space = obj.Metadata().Text("namespace");
        var now = registry.Time.GetUtcNow();
        var made = new JsonMap
        {
            ["metadata"] = new JsonMap { ["name"] = $"{obj.Name()}.{now.Ticks:x}", ["namespace"] = space.Length > 0 ? space : "default" },
            ["involvedObject"] = new JsonMap
            {
                ["apiVersion"] = obj.Text("apiVersion"), ["kind"] = kind, ["namespace"] = space, ["name"] = obj.Name(),
                ["uid"] = obj.Metadata().Text("uid"), ["resourceVersion"] = obj.Metadata().Text("resourceVersion"),
            },
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = "Warning",
            ["action"] = action,
            ["eventTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["reportingComponent"] = component,
            ["reportingInstance"] = $"{component}-{Environment.MachineName}",
        };
        try
        {
            await registry.CreateAsync(EventKind.Resource, made.Metadata().Text("namespace"), made, cancellation);
        }
        catch (StatusException)
        {
            // A namespace that is going takes no events; the repair itself goes on.
        }
    }
}
