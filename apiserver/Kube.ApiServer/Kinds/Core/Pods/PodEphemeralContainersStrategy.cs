using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Adds debug containers to a pod; nothing else changes, and those there stay as they are.</summary>
internal sealed class PodEphemeralContainersStrategy(KindStrategy main) : KindStrategy
{
    private static readonly FieldPath Containers = FieldPath.Of("spec").Child("ephemeralContainers");

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => main.SetDefaults(obj);

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) =>
        PodParts.KeepAllBut(obj, old, spec => spec.CopyField("ephemeralContainers", obj.Spec()));

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (old.Annotations().Has(PodAnnotations.Mirror))
        {
            errors.Forbidden(FieldPath.Root, "static pods do not support ephemeral containers");
            return;
        }
        PodValidation.Validate(obj, errors);
        foreach (var before in old.Spec().Maps("ephemeralContainers"))
        {
            var name = before.Text("name");
            var now = obj.Spec().Maps("ephemeralContainers").LastOrDefault(container => container.Text("name") == name);
            if (now is null) errors.Forbidden(Containers, $"existing ephemeral containers \"{name}\" may not be removed\n");
            else if (!Semantic.Equal(now, before)) errors.Forbidden(Containers, $"existing ephemeral containers \"{name}\" may not be changed\n{SpecDifference.Of(before, now)}");
        }
    }
}
