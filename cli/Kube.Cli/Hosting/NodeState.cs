using System.Globalization;
using System.Text.Json;

namespace Kube.Cli.Hosting;

/// <summary>Whether a node is Ready, and when its kubelet last said so.</summary>
internal sealed record NodeState(string Name, bool Ready, DateTimeOffset Heartbeat)
{
    public static NodeState Of(JsonElement node)
    {
        var name = node.GetProperty("metadata").GetProperty("name").GetString()!;
        var conditions = node.TryGetProperty("status", out var status) && status.TryGetProperty("conditions", out var listed)
            ? listed.EnumerateArray()
            : default;
        foreach (var condition in conditions)
        {
            if (condition.GetProperty("type").ValueEquals("Ready"))
            {
                var heartbeat = condition.TryGetProperty("lastHeartbeatTime", out var time) ? time.GetString() : null;
                return new NodeState(
                    name,
                    condition.GetProperty("status").ValueEquals("True"),
                    heartbeat is null ? default : DateTimeOffset.Parse(heartbeat, CultureInfo.InvariantCulture));
            }
        }

        return new NodeState(name, false, default);
    }
}
