using System.Text;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>
/// Lets objects go over from <c>kubectl apply</c> on the client to that on the server: what the annotation says was applied
/// and is so still is no conflict, and the annotation follows what is applied. Only for the manager "kubectl".
/// </summary>
internal static class LastApplied
{
    public const string Manager = "kubectl";

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const int MaxAnnotationsBytes = 256 * 1024;

    /// <summary>The fields of the last applied configuration that the live object has unchanged; null without one.</summary>
    public static FieldSet? Unchanged(VersionedObject live)
    {
        if (Of(live.Object) is not { Length: > 0 } text) return null;
        try
        {
            if (JsonReader.Read(text) is not JsonMap last || last.String("apiVersion") != live.ApiVersion) return null;
            var compared = Comparer.Compare(last, live.Object, live.Type);
            return FieldsOf.Object(last, live.Type).Without(compared.Modified).Without(compared.Added).Without(compared.Removed);
        }
        catch (Exception wrong) when (wrong is JsonSyntaxException or TypedValueException)
        {
            return null;
        }
    }

    /// <summary>Writes what was applied into the annotation of an object that has it, as far as annotations may grow.</summary>
    public static void Follow(JsonMap result, JsonMap applied)
    {
        if (Of(result) is not { Length: > 0 }) return;
        var annotations = result.Map("metadata")!.Map("annotations")!;
        var configuration = applied.DeepClone();
        configuration.Map("metadata")?.Map("annotations")?.Remove(Annotation);
        annotations[Annotation] = SortedJson.Text(configuration) + "\n";
        if (annotations.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value as string ?? "")) > MaxAnnotationsBytes)
        {
            annotations.Remove(Annotation);
        }
    }

    private static string? Of(JsonMap value) => value.Map("metadata")?.Map("annotations")?.String(Annotation);
}
