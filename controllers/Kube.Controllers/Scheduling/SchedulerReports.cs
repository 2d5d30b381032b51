using k8s.Models;
using Kube.Controllers.Scheduling.Preemption;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Scheduling;

/// <summary>Carries the scheduling loop's decisions to the API server, with the events and conditions users see. No call waits.</summary>
internal sealed partial class SchedulerReports(PodWriter writer, EventRecorder events, OutgoingCalls calls, TimeProvider time, ILogger logger)
{
    private const string FailedScheduling = "FailedScheduling";

    /// <param name="failed">Told why, when the pod could not be bound.</param>
    public void Bind(V1Pod pod, string nodeName, Action<string> failed) => calls.Add(pod.Metadata.Uid, async cancellationToken =>
    {
        try
        {
            await writer.BindAsync(pod, nodeName, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            failed($"running Bind plugin \"DefaultBinder\": {failure.Message}");
            return;
        }
        events.Record(
            pod, EventTypes.Normal, "Scheduled", $"Successfully assigned {pod.Metadata.NamespaceProperty}/{pod.Metadata.Name} to {nodeName}");
    });

    /// <param name="nomination">The node being made ready for the pod, empty for none; null leaves what is shown.</param>
    public void Unscheduled(V1Pod pod, string reason, string message, string? nomination)
    {
        events.Record(pod, EventTypes.Warning, FailedScheduling, FailureMessages.ForEvent(message));
        var condition = PodConditions.Changed(
            pod, new V1PodCondition { Type = "PodScheduled", Status = "False", Reason = reason, Message = message }, time);
        if (nomination == (pod.Status?.NominatedNodeName ?? ""))
            nomination = null;
        if (condition is not null || nomination is not null)
            PatchStatus(pod, condition, nomination);
    }

    public void SkippedDeleting(V1Pod pod) => events.Record(
        pod, EventTypes.Warning, FailedScheduling, $"skip schedule deleting pod: {pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}");

    public void ClearNomination(V1Pod pod) => PatchStatus(pod, null, "");

    /// <param name="done">Told once every victim is asked to go (true) or one could not be (false).</param>
    public void Evict(V1Pod preemptor, Candidate candidate, Action<bool> done) => calls.Add(preemptor.Metadata.Uid, async cancellationToken =>
    {
        var evictions = candidate.Victims
            .Where(victim => victim.Pod.Metadata.DeletionTimestamp is null)
            .Select(victim => EvictAsync(preemptor, victim.Pod, candidate.Node.Name, cancellationToken));
        try
        {
            await Task.WhenAll(evictions);
            done(true);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogEvictionFailed(logger, preemptor.Metadata.NamespaceProperty, preemptor.Metadata.Name, failure.Message);
            done(false);
        }
    });

    private async Task EvictAsync(V1Pod preemptor, V1Pod victim, string nodeName, CancellationToken cancellationToken)
    {
        var target = new V1PodCondition
        {
            Type = "DisruptionTarget",
            Status = "True",
            Reason = "PreemptionByScheduler",
            Message = $"{preemptor.Spec.SchedulerName}: preempting to accommodate a higher priority pod",
        };
        try
        {
            if (PodConditions.Changed(victim, target, time) is { } condition)
                await writer.PatchStatusAsync(victim, condition, null, cancellationToken);
            await writer.DeleteAsync(victim, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            return;
        }
        events.Record(victim, EventTypes.Normal, "Preempted", $"Preempted by pod {preemptor.Metadata.Uid} on node {nodeName}");
    }

    private void PatchStatus(V1Pod pod, V1PodCondition? condition, string? nomination) => calls.Add(pod.Metadata.Uid, async cancellationToken =>
    {
        try
        {
            await writer.PatchStatusAsync(pod, condition, nomination, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogStatusNotUpdated(logger, pod.Metadata.NamespaceProperty, pod.Metadata.Name, failure.Message);
        }
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Error updating pod {Namespace}/{Name}: {Failure}")]
    private static partial void LogStatusNotUpdated(ILogger logger, string @namespace, string name, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Error occurred during preemption for pod {Namespace}/{Name}: {Failure}")]
    private static partial void LogEvictionFailed(ILogger logger, string @namespace, string name, string failure);
}
