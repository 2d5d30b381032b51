using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Printing;

/// <summary>Cells many kinds show: <c>pkg/printers/internalversion/printers.go</c>.</summary>
internal static class Cells
{
    public const string None = "<none>";
    public const string Unset = "<unset>";
    public const string Unknown = "<unknown>";

    public static string OrNone(string text) => text.Length > 0 ? text : None;

    /// <summary>Names of a pod template's containers.</summary>
    public static string Containers(JsonMap podSpec) => string.Join(',', podSpec.Maps("containers").Select(container => container.Text("name")));

    public static string Images(JsonMap podSpec) => string.Join(',', podSpec.Maps("containers").Select(container => container.Text("image")));
}
