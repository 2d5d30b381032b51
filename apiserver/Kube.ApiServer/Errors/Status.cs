using Kube.OpenApi.Json;

namespace Kube.ApiServer.Errors;

/// <summary>meta/v1 Status of a failure. Reasons are those of apimachinery's <c>metav1.StatusReason</c>; "" when it has none.</summary>
internal sealed record Status(int Code, string Reason, string Message, StatusDetails? Details = null)
{
    /// <summary>Metadata of an expired list: where one may go on all the same.</summary>
    public string? Continue { get; init; }

    public JsonMap ToJson()
    {
        var status = new JsonMap(8)
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = Continue is null ? new JsonMap(1) : new JsonMap { ["continue"] = Continue },
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0) status["reason"] = Reason;
        if (Details is not null) status["details"] = Details.ToJson();
        status["code"] = (long)Code;
        return status;
    }
}
