using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Namespaces;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.RootCertificates;

/// <summary>
/// Publishes the authority that pods check the API server with, as the ConfigMap <c>kube-root-ca.crt</c> of every namespace,
/// restores it when somebody changes or deletes it, and writes it anew when the file changes.
/// </summary>
internal sealed class RootCertificateController : IController, IReconciler
{
    public const string Name = "root-ca-certificate-publisher-controller";

    private const string MapName = "kube-root-ca.crt";
    private const string MapKey = "ca.crt";
    private const string DescriptionAnnotation = "kubernetes.io/description";
    private const string Description = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints "
        + "such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

    private readonly RootAuthority? _authority;
    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Namespace> _namespaces;
    private readonly ObjectCache<V1ConfigMap> _maps;
    private readonly ResourceClient<V1ConfigMap> _client;
    private readonly ReconcilerHost _host;

    public RootCertificateController(ControllerContext context)
    {
        _authority = RootAuthority.Of(context.Options.RootCaFile, context.Time);
        _queue = context.NewQueue();
        _client = new ResourceClient<V1ConfigMap>(context.Client);
        _namespaces = context.Informers.For<V1Namespace>().Handle(obj => _queue.Add(ObjectKey.Of(obj))).Cache;
        _maps = context.Informers.For<V1ConfigMap>($"metadata.name={MapName}").Handle(new InformerHandler<V1ConfigMap>
        {
            Updated = (_, map) => Wake(map),
            Deleted = Wake,
        }).Cache;
        _host = context.Host(Name, _queue, this, workers: 1);
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_host.RunAsync(cancellationToken), _authority?.FollowAsync(WakeAll, cancellationToken) ?? Task.CompletedTask);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_authority is null || _namespaces.Get(key)?.IsActive() != true)
            return ReconcileResult.Done;
        var current = _maps.Get(key.Name, MapName);
        if (current is null)
            await _client.CreateUnlessGoneAsync(Wanted(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = MapName, NamespaceProperty = key.Name } }), cancellationToken);
        else if (Wanted(current.DeepCopy()) is var wanted && !wanted.SameAs(current))
            await _client.UpdateAsync(wanted, cancellationToken);
        return ReconcileResult.Done;
    }

    private V1ConfigMap Wanted(V1ConfigMap map)
    {
        map.Data = new Dictionary<string, string> { [MapKey] = _authority!.Text };
        map.BinaryData = null;
        map.Metadata.Annotations ??= new Dictionary<string, string>();
        map.Metadata.Annotations[DescriptionAnnotation] = Description;
        return map;
    }

    private void Wake(V1ConfigMap map) => _queue.Add(new ObjectKey("", map.Metadata.NamespaceProperty));

    private void WakeAll()
    {
        foreach (var each in _namespaces.List()) _queue.Add(ObjectKey.Of(each));
    }
}
