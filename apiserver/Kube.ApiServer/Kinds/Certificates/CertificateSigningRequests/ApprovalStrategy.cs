using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

/// <summary>Approves or denies: only the conditions change, not the certificate.</summary>
internal sealed class ApprovalStrategy(KindStrategy main) : StatusStrategy(main)
{
    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        base.PrepareForUpdate(obj, old, context);
        var conditions = obj.Status()["conditions"];
        obj.CopyField("status", old);
        var status = obj.GetOrAddMap("status");
        if (conditions is null) status.Remove("conditions");
        else status["conditions"] = conditions;
        ConditionTimes.Fill(status, old.Status(), context);
    }
}
