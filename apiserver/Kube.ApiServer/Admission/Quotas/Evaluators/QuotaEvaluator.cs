using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>How much of quotas the objects of one resource use: upstream's <c>quota.Evaluator</c>.</summary>
internal abstract class QuotaEvaluator(string group, string plural)
{
    protected static readonly Quantity One = Quantity.FromValue(1);

    public string Group => group;

    public string Plural => plural;

    /// <summary>Whether a write can change what is used.</summary>
    public virtual bool Handles(AdmissionRequest request) => request is { IsMain: true, Operation: Operation.Create };

    public bool Limits(string name) => QuotaNames.Limits(name, group, plural);

    /// <summary>Whether an object is one of those a scope is for.</summary>
    public virtual bool IsIn(QuotaScope scope, JsonMap obj) => false;

    /// <summary>What the object must state because quotas limit it; "" when it does.</summary>
    public virtual string Missing(IReadOnlyCollection<string> limited, JsonMap obj) => "";

    public abstract Dictionary<string, Quantity> Usage(JsonMap obj);
}
