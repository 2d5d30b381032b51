using System.Text.Json.Nodes;
using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Runtime;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Node;

/// <summary>
/// Registers the node and keeps its status true: it is looked at every 10 s and sent when it changed, and every
/// 5 minutes in any case; that the node lives is told by its lease.
/// </summary>
internal sealed class NodeReporter(
    ApiClient client, NodeDescription description, NodeOptions options, IContainerRuntime runtime, IEventSink events, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan UpdatePeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMinutes(5);

    private readonly ResourceClient<V1Node> _nodes = new(client);
    private readonly TaskCompletionSource<V1Node> _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private V1NodeStatus? _reported;
    private DateTimeOffset _reportedAt;

    /// <summary>The node as the API server first had it.</summary>
    public Task<V1Node> Registered => _registered.Task;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RegisterAsync(cancellationToken);
            using var timer = new PeriodicTimer(UpdatePeriod, clock);
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await TryReportAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(7));
        while (true)
        {
            try
            {
                var node = await CreateOrUpdateAsync(cancellationToken);
                logger.LogInformation("Successfully registered node {Node}", options.Name);
                events.Record(Reference(), EventTypes.Normal, "Starting", "Starting kubelet.");
                _registered.TrySetResult(node);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning("Unable to register node {Node} with the API server: {Reason}", options.Name, e.Message);
                await Task.Delay(backoff.Next(), clock, cancellationToken);
            }
        }
    }

    private async Task<V1Node> CreateOrUpdateAsync(CancellationToken cancellationToken)
    {
        var key = new ObjectKey("", options.Name);
        var existing = await _nodes.FindAsync(key, cancellationToken);
        var status = description.Status(await HealthAsync(cancellationToken), existing?.Status, clock.GetUtcNow());
        if (existing is null)
        {
            existing = await _nodes.CreateAsync(description.Node(status), cancellationToken);
        }
        else if (description.Labels().Any(label => existing.Metadata.Labels?.TryGetValue(label.Key, out var value) != true || value != label.Value))
        {
            var labels = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject(description.Labels().Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))) } };
            await _nodes.PatchAsync(key, PatchTypes.StrategicMerge, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(labels), cancellationToken);
        }

        // A create may leave out the status, and an old node's is out of date.
        await SendAsync(status, cancellationToken);
        return existing;
    }

    private async Task TryReportAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            var status = description.Status(await HealthAsync(cancellationToken), _reported, now);
            if (now - _reportedAt >= ReportPeriod || !IsSame(status, _reported))
                await SendAsync(status, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Unable to update the node's status, it is tried again: {Reason}", e.Message);
        }
    }

    private async Task SendAsync(V1NodeStatus status, CancellationToken cancellationToken)
    {
        var patch = ModelJson.Serialize(new V1Node { Status = status });
        await _nodes.PatchAsync(new ObjectKey("", options.Name), PatchTypes.StrategicMerge, patch, cancellationToken, "status");
        foreach (var condition in status.Conditions.Where(condition => _reported?.Conditions.Any(old => old.Type == condition.Type && old.Status == condition.Status) != true))
            events.Record(Reference(), EventTypes.Normal, EventReason(condition), $"Node {options.Name} status is now: {EventReason(condition)}");
        (_reported, _reportedAt) = (status, clock.GetUtcNow());
    }

    private async Task<RuntimeHealth> HealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new RuntimeHealth(await runtime.GetVersionAsync(cancellationToken), await runtime.Images.ListAsync(cancellationToken), null);
        }
        catch (RuntimeException e)
        {
            return new RuntimeHealth(_reported?.NodeInfo?.ContainerRuntimeVersion ?? "", [], e.Message);
        }
    }

    private static bool IsSame(V1NodeStatus status, V1NodeStatus? before) =>
        before is not null && JsonNode.DeepEquals(WithoutHeartbeats(status), WithoutHeartbeats(before));

    private static JsonNode WithoutHeartbeats(V1NodeStatus status)
    {
        var tree = JsonNode.Parse(ModelJson.Serialize(status))!;
        foreach (var condition in tree["conditions"]!.AsArray())
            condition!.AsObject().Remove("lastHeartbeatTime");
        return tree;
    }

    private static string EventReason(V1NodeCondition condition) => (condition.Type, condition.Status) switch
    {
        ("Ready", "True") => "NodeReady",
        ("Ready", _) => "NodeNotReady",
        (_, _) => condition.Reason.Replace("Kubelet", "Node", StringComparison.Ordinal),
    };

    private V1ObjectReference Reference() => new() { ApiVersion = "v1", Kind = "Node", Name = options.Name, Uid = options.Name };
}
