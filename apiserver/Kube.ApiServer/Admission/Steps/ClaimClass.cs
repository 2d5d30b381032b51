using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>The storage class a claim asks for; the old annotation beats the field.</summary>
internal static class ClaimClass
{
    private const string Annotation = "volume.beta.kubernetes.io/storage-class";

    /// <summary>"" is a class too: none.</summary>
    public static bool IsGiven(JsonMap claim) => claim.Annotations().ContainsKey(Annotation) || claim.Spec().Has("storageClassName");

    public static string Of(JsonMap claim) => claim.Annotations().String(Annotation) ?? claim.Spec().Text("storageClassName");
}
