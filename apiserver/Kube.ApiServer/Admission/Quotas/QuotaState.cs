using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>A quota as its controller last acknowledged it: what is allowed and what is used. Shared, not to be changed.</summary>
internal sealed record QuotaState(string Name, long Revision, IReadOnlyList<QuotaScope> Scopes, IReadOnlyDictionary<string, Quantity> Hard, IReadOnlyDictionary<string, Quantity> Used)
{
    private static readonly object Slot = new();

    public static QuotaState Of(CachedObject state) => state.GetOrDerive(Slot, static found =>
    {
        var obj = (JsonMap)JsonReader.Read(found.Json.Span)!;
        return new QuotaState(found.Name, found.Revision, QuotaScope.AllOf(obj.Spec()), obj.Status().Map("hard").Amounts().ToDictionary(), obj.Status().Map("used").Amounts().ToDictionary());
    });
}
