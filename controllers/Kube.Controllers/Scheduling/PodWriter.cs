using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Scheduling;

/// <summary>What the scheduler writes to the API server about pods. Failures are <see cref="ApiException"/>s.</summary>
internal sealed class PodWriter(ApiClient client)
{
    private readonly ResourceType _pods = ResourceType.Of<V1Pod>();
    private readonly ResourceClient<V1Pod> _client = new(client);

    /// <summary>Gives the pod to the node.</summary>
    public Task BindAsync(V1Pod pod, string nodeName, CancellationToken cancellationToken)
    {
        var binding = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["namespace"] = pod.Metadata.NamespaceProperty, ["name"] = pod.Metadata.Name, ["uid"] = pod.Metadata.Uid },
            ["target"] = new JsonObject { ["kind"] = "Node", ["name"] = nodeName },
        };
        var path = _pods.Path(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "binding");
        return client.SendAsync(HttpMethod.Post, path, Bytes(binding), cancellationToken: cancellationToken);
    }

    /// <summary>Changes one condition, the nominated node, or both; what is null stays.</summary>
    /// <param name="nominatedNodeName">Empty takes the nomination back.</param>
    public Task PatchStatusAsync(V1Pod pod, V1PodCondition? condition, string? nominatedNodeName, CancellationToken cancellationToken)
    {
        var status = new JsonObject();
        if (condition is not null)
            status["conditions"] = new JsonArray(JsonNode.Parse(ModelJson.Serialize(condition)));
        if (nominatedNodeName is not null)
            status["nominatedNodeName"] = nominatedNodeName.Length == 0 ? null : nominatedNodeName;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = pod.Metadata.Uid }, ["status"] = status };
        return _client.PatchAsync(ObjectKey.Of(pod), PatchTypes.StrategicMerge, Bytes(patch), cancellationToken, "status");
    }

    public Task DeleteAsync(V1Pod pod, CancellationToken cancellationToken) => _client.DeleteAsync(ObjectKey.Of(pod), null, cancellationToken);

    private static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
