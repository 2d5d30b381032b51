using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Certificates;

/// <summary>
/// Approves client certificates for kubelets, where who asks may have them: for a node that joins, and for a node that renews its own.
/// <c>pkg/controller/certificates/approver</c>.
/// </summary>
internal sealed class CertificateApprovingController : IController, IReconciler
{
    public const string Name = "certificatesigningrequest-approving-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1CertificateSigningRequest> _requests;
    private readonly ResourceClient<V1CertificateSigningRequest> _client;
    private readonly ApiClient _api;
    private readonly ILogger _logger;
    private readonly ReconcilerHost _host;

    public CertificateApprovingController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _api = context.Client;
        _logger = context.Logger(Name);
        _client = new ResourceClient<V1CertificateSigningRequest>(_api);
        _requests = context.Informers.For<V1CertificateSigningRequest>().Handle(request => _queue.Add(ObjectKey.Of(request))).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get(key) is not { } request || request.IsIssued() || request.Has("Approved") || request.Has("Denied") || request.Spec.SignerName != SignerNames.KubeletClient)
            return ReconcileResult.Done;
        var asked = SigningRequest.Parse(request.Spec.Request);
        if (SignerRules.KubeletClient(asked, request.Spec.Usages?.ToList() ?? []) is not null)
            return ReconcileResult.Done;
        var isOwn = request.Spec.Username == asked.CommonName;
        if (isOwn && await MayAsync(request, "selfnodeclient", cancellationToken))
            await ApproveAsync(request, "Auto approving self kubelet client certificate after SubjectAccessReview.", cancellationToken);
        else if (await MayAsync(request, "nodeclient", cancellationToken))
            await ApproveAsync(request, "Auto approving kubelet client certificate after SubjectAccessReview.", cancellationToken);
        else
            _logger.LogInformation("recognized csr {Name} as {Tried} but subject access review was not approved", key.Name, isOwn ? "[selfnodeclient nodeclient]" : "[nodeclient]");
        return ReconcileResult.Done;
    }

    private Task ApproveAsync(V1CertificateSigningRequest request, string message, CancellationToken cancellationToken)
        => _client.UpdateAsync(request.With("Approved", "AutoApproved", message), cancellationToken, "approval");

    private async Task<bool> MayAsync(V1CertificateSigningRequest request, string subresource, CancellationToken cancellationToken)
    {
        var review = new V1SubjectAccessReview
        {
            ApiVersion = "authorization.k8s.io/v1",
            Kind = "SubjectAccessReview",
            Spec = new V1SubjectAccessReviewSpec
            {
                User = request.Spec.Username,
                Uid = request.Spec.Uid,
                Groups = request.Spec.Groups,
                Extra = request.Spec.Extra,
                ResourceAttributes = new V1ResourceAttributes { Group = "certificates.k8s.io", Resource = "certificatesigningrequests", Verb = "create", Subresource = subresource },
            },
        };
        var answer = await _api.SendAsync<V1SubjectAccessReview>(HttpMethod.Post, "/apis/authorization.k8s.io/v1/subjectaccessreviews", ModelJson.Serialize(review), cancellationToken: cancellationToken);
        return answer.Status?.Allowed == true;
    }
}
