using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.Certificates;

/// <summary>Deletes requests nobody needs any more, each when its time has come: <c>pkg/controller/certificates/cleaner</c>.</summary>
internal sealed class CertificateCleanerController : IController, IReconciler
{
    public const string Name = "certificatesigningrequest-cleaner-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1CertificateSigningRequest> _requests;
    private readonly ResourceClient<V1CertificateSigningRequest> _client;
    private readonly TimeProvider _time;
    private readonly ReconcilerHost _host;

    public CertificateCleanerController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _time = context.Time;
        _client = new ResourceClient<V1CertificateSigningRequest>(context.Client);
        _requests = context.Informers.For<V1CertificateSigningRequest>().Handle(request => _queue.Add(ObjectKey.Of(request))).Cache;
        _host = context.Host(Name, _queue, this, workers: 1);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get(key) is not { } request)
            return ReconcileResult.Done;
        if (RequestAge.End(request) is not { } end)
            return ReconcileResult.Done;
        var left = end - _time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return ReconcileResult.RequeueAfter(left);
        try
        {
            await _client.DeleteAsync(key, null, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            // As wanted.
        }
        return ReconcileResult.Done;
    }
}
