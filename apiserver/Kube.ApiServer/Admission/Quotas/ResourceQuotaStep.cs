using System.Runtime.CompilerServices;
using Kube.ApiServer.Admission.Quotas.Evaluators;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.ResourceQuotas;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>
/// Keeps a namespace within its quotas, also when many write at once: upstream's <c>apiserver/pkg/admission/plugin/resourcequota</c>.
/// A namespace without quotas costs a look into memory.
/// </summary>
internal sealed class ResourceQuotaStep : AdmissionStep
{
    private readonly ResourceQuotaConfiguration _configuration;
    private readonly QuotaLedger _ledger;
    private readonly ConditionalWeakTable<Resource, QuotaEvaluator> _evaluators = [];

    public ResourceQuotaStep(ResourceQuotaConfiguration configuration)
    {
        _configuration = configuration;
        _ledger = new QuotaLedger(new QuotaCheck(configuration));
    }

    public override string Name => "ResourceQuota";

    // Events are too many and too short-lived to be counted.
    public override bool Concerns(Resource resource) => resource is { Namespaced: true, IsStored: true } && resource.Plural != "events";

    public override async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation is not (Operation.Create or Operation.Update)) return;
        var evaluator = _evaluators.GetValue(request.Resource, QuotaEvaluators.For);
        if (!evaluator.Handles(request)) return;
        var quotas = request.Snapshot(ResourceQuotaKind.Resource);
        if (quotas.Count(request.Namespace) == 0 && _configuration.Limited.Count == 0) return;
        await _ledger.ChargeAsync(new QuotaCharge(request, evaluator), cancellation);
    }
}
