using Kube.OpenApi.Json;

namespace Kube.ApiServer.Errors;

/// <summary>meta/v1 StatusCause.</summary>
internal sealed record StatusCause(string Reason, string Message, string Field = "")
{
    public JsonMap ToJson()
    {
        var cause = new JsonMap(3);
        if (Reason.Length > 0) cause["reason"] = Reason;
        if (Message.Length > 0) cause["message"] = Message;
        if (Field.Length > 0) cause["field"] = Field;
        return cause;
    }
}
