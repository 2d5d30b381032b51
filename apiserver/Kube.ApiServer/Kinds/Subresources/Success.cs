using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>The Status of a POST that has no object to show.</summary>
internal static class Success
{
    public static JsonMap Created() => new(5)
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonMap(0),
        ["status"] = "Success",
        ["code"] = 201L,
    };
}
