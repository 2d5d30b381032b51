using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

/// <summary>The signer's answer: a certificate or a failure, while approval stays as it is.</summary>
internal sealed class CertificateStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly string[] Decisions = ["Approved", "Denied"];

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        base.PrepareForUpdate(obj, old, context);
        var status = obj.GetOrAddMap("status");
        var kept = old.Status().Maps("conditions").Where(condition => Decisions.Contains(condition.Text("type"))).Select(condition => (object?)condition.DeepClone());
        var given = status.Maps("conditions").Where(condition => !Decisions.Contains(condition.Text("type")));
        var all = new JsonList(kept.Concat(given).ToList());
        if (all.Count > 0) status["conditions"] = all;
        ConditionTimes.Fill(status, old.Status(), context);
    }
}
