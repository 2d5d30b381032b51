using Kube.ApiServer.Kinds;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>Device claims: how many devices of each class they may get.</summary>
internal sealed class ResourceClaimEvaluator() : QuotaEvaluator("resource.k8s.io", "resourceclaims")
{
    /// <summary>The most devices a claim can get, which "all" may come to.</summary>
    private const long MaxDevices = 32;

    public override Dictionary<string, Quantity> Usage(JsonMap claim)
    {
        var usage = QuotaNames.CountsOf(Group, Plural).ToDictionary(name => name, _ => One);
        foreach (var request in claim.Spec().Part("devices").Maps("requests"))
        {
            // Of alternatives one is chosen, of each class at most its largest.
            IEnumerable<JsonMap> asked = request.Map("exactly") is { } exactly ? [exactly] : request.Maps("firstAvailable");
            foreach (var ofClass in asked.GroupBy(one => one.Text("deviceClassName"), Devices))
            {
                var name = ofClass.Key + QuotaNames.DeviceClassSuffix;
                usage[name] = usage.GetValueOrDefault(name) + Quantity.FromValue(ofClass.Max());
            }
        }
        return usage;
    }

    private static long Devices(JsonMap asked) => asked.Text("allocationMode") == "All" ? MaxDevices : asked.Number("count");
}
