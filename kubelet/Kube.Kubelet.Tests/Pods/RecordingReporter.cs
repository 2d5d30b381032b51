using System.Collections.Concurrent;
using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Tests.Pods;

/// <summary>Stands at the API server's side of the seam: keeps what is reported, and lets tests wait for a state of it.</summary>
internal sealed class RecordingReporter : IPodReporter, IEventSink
{
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Done)> _waits = [];

    public ConcurrentQueue<(string Reason, string Message, string? FieldPath)> Events { get; } = new();

    public V1PodStatus? Status { get; private set; }

    public bool Removed { get; private set; }

    public void Report(V1Pod pod, V1PodStatus status)
    {
        lock (_lock)
            Status = status;
        Check();
    }

    public void Remove(V1Pod pod)
    {
        lock (_lock)
            Removed = true;
        Check();
    }

    public void Record(V1ObjectReference about, string type, string reason, string message)
    {
        Events.Enqueue((reason, message, about.FieldPath));
        Check();
    }

    public Task UntilAsync(Func<V1PodStatus, bool> condition) => WaitAsync(() => Status is { } status && condition(status));

    public Task UntilRemovedAsync() => WaitAsync(() => Removed);

    public Task UntilEventAsync(string reason) => WaitAsync(() => Events.Any(item => item.Reason == reason));

    private async Task WaitAsync(Func<bool> condition)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waits.Add((condition, done));
        Check();
        try
        {
            await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"not seen; last status {k8s.KubernetesJson.Serialize(Status)}, events {string.Join("; ", Events)}");
        }
    }

    private void Check()
    {
        lock (_lock)
        {
            foreach (var (condition, done) in _waits.Where(wait => wait.Condition()).ToList())
                done.TrySetResult();
        }
    }
}
