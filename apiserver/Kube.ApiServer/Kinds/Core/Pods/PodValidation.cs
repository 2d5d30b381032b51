using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Checks of a whole pod: ValidatePodCreate.</summary>
internal static class PodValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void ValidateCreate(JsonMap pod, FieldErrors errors)
    {
        Validate(pod, errors);
        if (pod.Spec().CountOf("ephemeralContainers") > 0) errors.Forbidden(Spec.Child("ephemeralContainers"), "cannot be set on create");
        if (pod.Spec().Text("nodeName").Length > 0 && pod.Spec().CountOf("schedulingGates") > 0)
            errors.Forbidden(Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }

    /// <summary>What holds for a pod at any time.</summary>
    public static void Validate(JsonMap pod, FieldErrors errors)
    {
        var spec = pod.Spec();
        PodAnnotations.Validate(pod.Annotations(), spec, errors, FieldPath.Of("metadata").Child("annotations"));
        PodSpecValidation.Validate(new PodSpecScope(spec, errors) { IsPod = true, PodName = pod.Name() }, Spec);
        if (spec.Text("serviceAccountName").Length == 0) RefuseTokens(spec, errors);
    }

    private static void RefuseTokens(JsonMap spec, FieldErrors errors)
    {
        var volumeIndex = 0;
        foreach (var volume in spec.Maps("volumes"))
        {
            var sources = Spec.Child("volumes").Index(volumeIndex++).Child("projected", "sources");
            var sourceIndex = 0;
            foreach (var source in volume.Part("projected").Maps("sources"))
            {
                var here = sources.Index(sourceIndex++).Child("serviceAccountToken");
                if (source.Has("serviceAccountToken")) errors.Forbidden(here, "must not be specified when serviceAccountName is not set");
            }
        }
    }
}
