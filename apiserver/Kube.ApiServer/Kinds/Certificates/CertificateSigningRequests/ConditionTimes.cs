using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

/// <summary>Notes when conditions came and changed, where the client does not say.</summary>
internal static class ConditionTimes
{
    public static void Fill(JsonMap status, JsonMap old, WriteContext context)
    {
        var now = TimeText.Format(context.Now);
        foreach (var condition in status.Maps("conditions"))
        {
            condition.Default("lastUpdateTime", now);
            if (condition.Has("lastTransitionTime")) continue;
            var before = old.Maps("conditions").FirstOrDefault(other => other.Text("type") == condition.Text("type") && other.Text("status") == condition.Text("status"));
            condition["lastTransitionTime"] = before?["lastTransitionTime"] ?? now;
        }
    }
}
