using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>A pod that waits at a scheduling gate may still be told to run on fewer nodes, never on more.</summary>
internal static class GatedPodValidation
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    /// <summary>Checks the changes a gate allows and puts the old values back, so that what differs afterwards is not allowed.</summary>
    public static void PutBack(JsonMap spec, JsonMap old, FieldErrors errors, FieldPath at)
    {
        if (!spec.SameField(old, "nodeSelector"))
        {
            var (now, before) = (spec.Part("nodeSelector"), old.Part("nodeSelector"));
            if (before.Any(label => now.String(label.Key) != label.Value as string))
                errors.Invalid(at.Child("nodeSelector"), now, "only additions are allowed (no mutations or deletions)");
            spec.CopyField("nodeSelector", old);
        }
        if (spec.Part("affinity").SameField(old.Part("affinity"), "nodeAffinity")) return;
        ValidateAffinity(spec.Part("affinity").Part("nodeAffinity"), old.Part("affinity").Part("nodeAffinity"), errors, at.Child("affinity", "nodeAffinity"));
        var affinity = spec.GetOrAddMap("affinity");
        affinity.CopyField("nodeAffinity", old.Part("affinity"));
        if (affinity.Count == 0) spec.CopyField("affinity", old);
    }

    private static void ValidateAffinity(JsonMap now, JsonMap before, FieldErrors errors, FieldPath at)
    {
        if (before.Map(Required) is not { } required) return;
        var here = at.Child(Required);
        var terms = now.Part(Required).Maps("nodeSelectorTerms").ToList();
        var oldTerms = required.Maps("nodeSelectorTerms").ToList();
        if (terms.Count != oldTerms.Count)
        {
            errors.Invalid(here.Child("nodeSelectorTerms"), now.Part(Required)["nodeSelectorTerms"], "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (var i = 0; i < terms.Count; i++)
        {
            if (!Begins(terms[i], oldTerms[i], "matchExpressions") || !Begins(terms[i], oldTerms[i], "matchFields"))
                errors.Invalid(here.Child("nodeSelectorTerms").Index(i), terms[i], "only additions are allowed (no mutations or deletions)");
        }
    }

    private static bool Begins(JsonMap now, JsonMap before, string list)
    {
        var old = before.List(list) ?? [];
        return (now.List(list) ?? []) is var current && current.Count >= old.Count && !old.Where((item, i) => !Semantic.Equal(item, current[i])).Any();
    }
}
