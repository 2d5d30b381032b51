using System.Globalization;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs;

/// <summary>Annotations of pods and pod templates that mean something to Kubernetes.</summary>
internal static class PodAnnotations
{
    /// <summary>Marks the API's image of a pod that a kubelet runs from a file.</summary>
    public const string Mirror = "kubernetes.io/config.mirror";

    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    public static void Validate(JsonMap annotations, JsonMap spec, FieldErrors errors, FieldPath at)
    {
        if (annotations.String(Mirror) is { } mirror && spec.Text("nodeName").Length == 0)
            errors.Invalid(at.Key(Mirror), mirror, "must set spec.nodeName if mirror pod annotation is set");
        if (annotations.String(DeletionCost) is { } cost && !IsInt32(cost)) errors.Invalid(at.Key(DeletionCost), cost, "must be a 32bit integer");
    }

    public static void ValidateUpdate(JsonMap annotations, JsonMap old, FieldErrors errors, FieldPath at)
    {
        var (now, before) = (annotations.String(Mirror), old.String(Mirror));
        if (before is not null && now != before) errors.Forbidden(at.Key(Mirror), "may not remove or update mirror pod annotation");
        if (before is null && now is not null) errors.Forbidden(at.Key(Mirror), "may not add mirror pod annotation");
    }

    // Upstream refuses "+1" and "01" too, since it compares what it parsed with what was written.
    private static bool IsInt32(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value.ToString(CultureInfo.InvariantCulture) == text;
}
