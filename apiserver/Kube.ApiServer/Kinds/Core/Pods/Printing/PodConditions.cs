using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods.Printing;

internal static class PodConditions
{
    public static JsonMap? Find(JsonMap obj, string type) => obj.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsTrue(JsonMap obj, string type) => Find(obj, type)?.Text("status") == "True";
}
