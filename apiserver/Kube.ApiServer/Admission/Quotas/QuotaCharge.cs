using Kube.ApiServer.Admission.Quotas.Evaluators;
using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>A write that waits to be charged.</summary>
internal sealed class QuotaCharge(AdmissionRequest request, QuotaEvaluator evaluator)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AdmissionRequest Request => request;

    public QuotaEvaluator Evaluator => evaluator;

    public bool IsSettled => _settled.Task.IsCompleted;

    /// <exception cref="StatusException">Not admitted.</exception>
    public Task Settled => _settled.Task;

    public void Admit() => _settled.TrySetResult();

    public void Refuse(Exception why) => _settled.TrySetException(why);
}
