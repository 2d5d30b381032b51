using k8s.Models;

namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>
/// A pod with scheduling gates is not tried at all. It is the API server that shows this in the pod's conditions.
/// See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/
/// </summary>
internal static class SchedulingGates
{
    public static bool Hold(V1Pod pod) => pod.Spec.SchedulingGates is { Count: > 0 };
}
