using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ClusterRoleAggregation;

/// <summary>Keeps the rules of cluster roles with an aggregation rule: those of all roles it selects.</summary>
internal sealed class ClusterRoleAggregationController : IController, IReconciler
{
    public const string Name = "clusterrole-aggregation-controller";

    private static readonly ResourceType Roles = ResourceType.Of<V1ClusterRole>();

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1ClusterRole> _roles;
    private readonly ApiClient _client;
    private readonly ReconcilerHost _host;

    public ClusterRoleAggregationController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = context.Client;
        _roles = context.Informers.For<V1ClusterRole>().Handle(new InformerHandler<V1ClusterRole>
        {
            Added = _ => WakeAggregates(),
            Updated = (_, _) => WakeAggregates(),
            Deleted = _ => WakeAggregates(),
        }).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_roles.Get(key) is not { AggregationRule: not null } role)
            return ReconcileResult.Done;
        var rules = AggregatedRules.Of(role, _roles.List());
        if (AggregatedRules.Same(role.Rules, rules))
            return ReconcileResult.Done;
        // Applied, so that nothing but the rules is claimed; by force, since nobody else may keep them.
        var wanted = new V1ClusterRole
        {
            ApiVersion = Roles.ApiVersion,
            Kind = Roles.Kind,
            Metadata = new V1ObjectMeta { Name = role.Metadata.Name },
            Rules = [.. rules],
        };
        await _client.SendAsync(
            HttpMethod.Patch, $"{Roles.Path(name: key.Name)}?fieldManager={Name}&force=true", ModelJson.Serialize(wanted), PatchTypes.Apply, cancellationToken: cancellationToken);
        return ReconcileResult.Done;
    }

    private void WakeAggregates()
    {
        foreach (var role in _roles.List())
        {
            if (role.AggregationRule is not null)
                _queue.Add(ObjectKey.Of(role));
        }
    }
}
