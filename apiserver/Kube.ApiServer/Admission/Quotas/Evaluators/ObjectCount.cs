using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>Objects that only count.</summary>
internal sealed class ObjectCount(string group, string plural) : QuotaEvaluator(group, plural)
{
    public override Dictionary<string, Quantity> Usage(JsonMap obj) => QuotaNames.CountsOf(Group, Plural).ToDictionary(name => name, _ => One);
}
