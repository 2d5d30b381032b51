using System.Text;
using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.Certificates;

/// <summary>Issues what was approved, for Kubernetes' own signers: <c>pkg/controller/certificates/signer</c>.</summary>
internal sealed class CertificateSigningController : IController, IReconciler
{
    public const string Name = "certificatesigningrequest-signing-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1CertificateSigningRequest> _requests;
    private readonly ResourceClient<V1CertificateSigningRequest> _client;
    private readonly Dictionary<string, ClusterSigner> _signers;
    private readonly ReconcilerHost _host;

    public CertificateSigningController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = new ResourceClient<V1CertificateSigningRequest>(context.Client);
        _signers = context.Options.ClusterSigners.ToDictionary(
            each => each.Key, each => new ClusterSigner(each.Value, context.Options.ClusterSigningDuration, context.Time), StringComparer.Ordinal);
        _requests = context.Informers.For<V1CertificateSigningRequest>().Handle(request => _queue.Add(ObjectKey.Of(request))).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get(key) is not { } request || request.IsIssued() || !request.IsApproved() || request.Has("Failed") || !_signers.TryGetValue(request.Spec.SignerName, out var signer))
            return ReconcileResult.Done;
        var asked = SigningRequest.Parse(request.Spec.Request);
        var usages = request.Spec.Usages?.ToList() ?? [];
        if (SignerRules.WhyNot(request.Spec.SignerName, asked, usages) is { } why)
        {
            await _client.UpdateStatusAsync(request.With("Failed", "SignerValidationFailure", why), cancellationToken);
            return ReconcileResult.Done;
        }
        var issued = request.DeepCopy();
        issued.Status.Certificate = Encoding.UTF8.GetBytes(signer.Sign(asked, usages, request.Spec.ExpirationSeconds));
        await _client.UpdateStatusAsync(issued, cancellationToken);
        return ReconcileResult.Done;
    }
}
