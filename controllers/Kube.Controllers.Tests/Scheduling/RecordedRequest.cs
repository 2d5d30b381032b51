using System.Text.Json.Nodes;

namespace Kube.Controllers.Tests.Scheduling;

internal sealed record RecordedRequest(string Method, string Path, JsonNode? Body)
{
    public string? Text(params string[] path)
        => path.Aggregate(Body, (node, name) => node is JsonArray array ? array[int.Parse(name)] : node?[name])?.ToString();
}
