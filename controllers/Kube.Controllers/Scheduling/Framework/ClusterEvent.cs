namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A change of the cluster that may let waiting pods run.</summary>
/// <param name="Old">The object before, null when it was added.</param>
/// <param name="New">The object after, null when it was deleted.</param>
internal sealed record ClusterEvent(ClusterResource Resource, ClusterAction Action, object? Old = null, object? New = null);
