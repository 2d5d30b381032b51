namespace Kube.ApiServer.Patching;

/// <summary>The media types of patches, with the names apimachinery's <c>types.PatchType</c> has.</summary>
internal static class PatchTypes
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string StrategicMerge = "application/strategic-merge-patch+json";
    public const string ApplyYaml = "application/apply-patch+yaml";

    /// <summary>The type a Content-Type header names, parameters such as charset aside; null for any other.</summary>
    public static PatchType? Of(string? contentType)
    {
        var end = contentType?.IndexOf(';') ?? -1;
        return (end > 0 ? contentType![..end] : contentType) switch
        {
            Json => PatchType.Json,
            Merge => PatchType.Merge,
            StrategicMerge => PatchType.StrategicMerge,
            ApplyYaml => PatchType.Apply,
            _ => null,
        };
    }
}
