using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Node;

/// <summary>Renews, every 10 s, the lease by which others know that the node lives (https://kubernetes.io/docs/concepts/architecture/leases).</summary>
internal sealed class NodeLease(ApiClient client, string nodeName, Task<V1Node> registered, TimeProvider clock, ILogger logger)
{
    private const string Namespace = "kube-node-lease";
    private const int DurationSeconds = 40;
    private static readonly TimeSpan RenewPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly ResourceClient<V1Lease> _leases = new(client);
    private V1Lease? _lease;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var node = await registered.WaitAsync(cancellationToken);
            while (true)
                await Task.Delay(await TryRenewAsync(node, cancellationToken) ? RenewPeriod : RetryPeriod, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> TryRenewAsync(V1Node node, CancellationToken cancellationToken)
    {
        try
        {
            _lease ??= await _leases.FindAsync(new ObjectKey(Namespace, nodeName), cancellationToken);
            _lease = _lease is null
                ? await _leases.CreateAsync(Renewed(new V1Lease(), node), cancellationToken)
                : await _leases.UpdateAsync(Renewed(_lease, node), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _lease = null; // read anew: somebody else may have written it
            logger.LogWarning("Failed to renew the node's lease, it is tried again: {Reason}", e.Message);
            return false;
        }
    }

    private V1Lease Renewed(V1Lease lease, V1Node node)
    {
        lease.Metadata ??= new V1ObjectMeta { Name = nodeName, NamespaceProperty = Namespace };
        lease.Metadata.OwnerReferences = [new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = nodeName, Uid = node.Metadata.Uid }];
        lease.Spec ??= new V1LeaseSpec();
        lease.Spec.HolderIdentity = nodeName;
        lease.Spec.LeaseDurationSeconds = DurationSeconds;
        lease.Spec.RenewTime = ApiTime.Micro(clock.GetUtcNow());
        return lease;
    }
}
