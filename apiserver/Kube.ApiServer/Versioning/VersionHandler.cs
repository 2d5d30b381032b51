using System.Runtime.InteropServices;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Responses;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Versioning;

/// <summary><c>/version</c>: apimachinery's version.Info.</summary>
internal sealed class VersionHandler : IPathHandler
{
    public const string Major = "1";
    public const string Minor = "36";
    public const string GitVersion = "v1.36.2";

    private static readonly JsonMap Info = new()
    {
        ["major"] = Major,
        ["minor"] = Minor,
        ["emulationMajor"] = Major,
        ["emulationMinor"] = Minor,
        ["minCompatibilityMajor"] = Major,
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = GitVersion,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = $".NET {Environment.Version}",
        ["compiler"] = "RyuJIT",
        ["platform"] = $"linux/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}",
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (path is not ("/version" or "/version/")) return false;
        await ResponseWriter.WriteAsync(http, 200, Info, Representation.Json with { Pretty = true });
        return true;
    }
}
