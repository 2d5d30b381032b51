using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kube.Kubelet.Streaming;

/// <summary>How a command ended, as the <c>v1.Status</c> that clients take their own exit code from.</summary>
internal static class CommandStatus
{
    public static byte[] OfExitCode(int? code) => Write(code is null or 0
        ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: exit status {code}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{code}" }) },
        });

    public static byte[] OfFailure(string message) => Write(new JsonObject
    {
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = "InternalError",
        ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) },
        ["code"] = 500,
    });

    private static byte[] Write(JsonObject status) => JsonSerializer.SerializeToUtf8Bytes(status);
}
