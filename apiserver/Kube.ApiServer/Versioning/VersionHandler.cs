using System.Globalization;
using System.Runtime.InteropServices;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Responses;
using Kube.Machinery;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Versioning;

/// <summary><c>/version</c>: apimachinery's version.Info.</summary>
internal sealed class VersionHandler : IPathHandler
{
    private static readonly JsonMap Info = new()
    {
        ["major"] = KubernetesVersion.Major,
        ["minor"] = KubernetesVersion.Minor,
        ["emulationMajor"] = KubernetesVersion.Major,
        ["emulationMinor"] = KubernetesVersion.Minor,
        ["minCompatibilityMajor"] = KubernetesVersion.Major,
        ["minCompatibilityMinor"] = (int.Parse(KubernetesVersion.Minor, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture),
        ["gitVersion"] = KubernetesVersion.Text,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = $".NET {Environment.Version}",
        ["compiler"] = "RyuJIT",
        ["platform"] = Platform,
    };

    /// <summary>In Go's words, as in <c>linux/amd64</c>.</summary>
    public static string Platform => $"linux/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64")}";

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (path is not ("/version" or "/version/")) return false;
        await ResponseWriter.WriteAsync(http, 200, Info, Representation.Json with { Pretty = true });
        return true;
    }
}
