using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>The version a reference to a field of the pod is read in.</summary>
internal static class FieldRefDefaults
{
    /// <param name="holder">What may hold a <c>fieldRef</c>: a variable's source or a file of the downward API.</param>
    public static void Set(JsonMap? holder)
    {
        if (holder?.Map("fieldRef") is { } reference && reference.Text("apiVersion").Length == 0) reference["apiVersion"] = "v1";
    }
}
