using k8s.Models;
using Kube.Machinery.Events;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>Events about nodes and the pods on them. A node's events name its name as the uid, as all components do.</summary>
internal sealed class NodeEvents(EventRecorder recorder)
{
    public const string Component = "node-controller";

    public void Registered(string node) => Record(node, "RegisteredNode", $"Node {node} event: Registered Node {node} in Controller");

    public void Removing(string node) => Record(node, "RemovingNode", $"Node {node} event: Removing Node {node} from Controller");

    public void NotReady(string node) => Record(node, "NodeNotReady", $"Node {node} status is now: NodeNotReady");

    public void PodOnUnreadyNode(V1Pod pod) => recorder.Record(pod, EventTypes.Warning, "NodeNotReady", "Node is not ready");

    private void Record(string node, string reason, string message) => recorder.Record(
        new V1ObjectReference { ApiVersion = "v1", Kind = V1Node.KubeKind, Name = node, Uid = node }, EventTypes.Normal, reason, message);
}
