using k8s.Models;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Cluster;

internal sealed class ClusterEvents(EventRecorder recorder) : IEventSink
{
    public void Record(V1ObjectReference about, string type, string reason, string message) => recorder.Record(about, type, reason, message);
}
