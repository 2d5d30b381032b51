using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Namespaces;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ServiceAccounts;

/// <summary>Sees to it that every namespace has the ServiceAccount <c>default</c>.</summary>
internal sealed class ServiceAccountController : IController, IReconciler
{
    public const string Name = "serviceaccount-controller";

    private const string Default = "default";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Namespace> _namespaces;
    private readonly ObjectCache<V1ServiceAccount> _accounts;
    private readonly ResourceClient<V1ServiceAccount> _client;
    private readonly ReconcilerHost _host;

    public ServiceAccountController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = new ResourceClient<V1ServiceAccount>(context.Client);
        _namespaces = context.Informers.For<V1Namespace>().Handle(obj => _queue.Add(ObjectKey.Of(obj))).Cache;
        _accounts = context.Informers.For<V1ServiceAccount>($"metadata.name={Default}").Handle(new InformerHandler<V1ServiceAccount>
        {
            Deleted = account => _queue.Add(new ObjectKey("", account.Metadata.NamespaceProperty)),
        }).Cache;
        _host = context.Host(Name, _queue, this, workers: 1);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_namespaces.Get(key)?.IsActive() != true || _accounts.Get(key.Name, Default) is not null)
            return ReconcileResult.Done;
        var account = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = Default, NamespaceProperty = key.Name } };
        await _client.CreateUnlessGoneAsync(account, cancellationToken);
        return ReconcileResult.Done;
    }
}
