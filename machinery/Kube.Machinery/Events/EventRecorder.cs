using System.Threading.Channels;
using k8s;
using k8s.Models;
using Kube.Machinery.Clients;
using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Events;

/// <summary>
/// Tells users, as core/v1 Events, what happened to an object. Recording never waits and never fails: events are written
/// in the background, one after the other, repetitions and floods of them merged as client-go's correlator does; beyond a
/// thousand waiting they are dropped.
/// </summary>
public sealed class EventRecorder(ApiClient client, string component, TimeProvider time, ILogger logger, string? host = null)
{
    private const int Attempts = 5;

    private readonly EventWriter _writer = new(client, new V1EventSource { Component = component, Host = host });
    private readonly Channel<RecordedEvent> _queue = Channel.CreateBounded<RecordedEvent>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Record(IKubernetesObject<V1ObjectMeta> obj, string type, string reason, string message)
        => Record(obj.ToReference(), type, reason, message);

    public void Record(V1ObjectReference obj, string type, string reason, string message)
        => _queue.Writer.TryWrite(new RecordedEvent(obj, type, reason, message, time.GetUtcNow()));

    /// <summary>Writes what is recorded, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var recorded in _queue.Reader.ReadAllAsync(cancellationToken))
                await WriteAsync(recorded, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task WriteAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await _writer.WriteAsync(recorded, cancellationToken);
                return;
            }
            catch (ApiException failure)
            {
                // The server has spoken: a terminating namespace, for one, takes no events.
                logger.LogDebug("event {Reason} not written: {Failure}", recorded.Reason, failure.Message);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogDebug("event {Reason} not written yet: {Failure}", recorded.Reason, failure.Message);
                await Task.Delay(backoff.Next(), time, cancellationToken);
            }
        }
    }
}
