using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>What may be asked for while a pod runs: ValidatePodResize.</summary>
internal static class PodResizeValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Mutable = ["cpu", "memory"];

    public static void Validate(JsonMap pod, JsonMap old, FieldErrors errors)
    {
        if (WhyNever(old) is { } why)
        {
            errors.Forbidden(FieldPath.Root, why);
            return;
        }
        PodValidation.Validate(pod, errors);
        if (PodQosClass.Of(pod.Spec()) != old.Status().Text("qosClass"))
            errors.Invalid(Spec, pod.Status().Text("qosClass"), "Pod QOS Class may not change as a result of resizing");
        ValidateContainers("initContainers", pod, old, errors);
        ValidateContainers("containers", pod, old, errors);
    }

    private static string? WhyNever(JsonMap old)
    {
        if (old.Annotations().Has(PodAnnotations.Mirror)) return "static pods cannot be resized";
        return old.Spec().Part("os").Text("name") == "windows" ? "windows pods cannot be resized" : null;
    }

    private static void ValidateContainers(string list, JsonMap pod, JsonMap old, FieldErrors errors)
    {
        var index = 0;
        foreach (var (now, before) in pod.Spec().Maps(list).Zip(old.Spec().Maps(list)))
        {
            var here = Spec.Child(list).Index(index++).Child("resources");
            if (list == "initContainers" && now.Text("restartPolicy") != "Always")
            {
                if (!now.SameField(before, "resources")) errors.Forbidden(Spec, "resources for non-sidecar init containers are immutable");
                continue;
            }
            ValidateContainer(now, before, errors, here);
        }
    }

    private static void ValidateContainer(JsonMap container, JsonMap old, FieldErrors errors, FieldPath at)
    {
        var (now, before) = (container.Part("resources"), old.Part("resources"));
        foreach (var kind in (ReadOnlySpan<string>)["requests", "limits"])
        {
            var (amounts, oldAmounts) = (now.Part(kind), before.Part(kind));
            if (oldAmounts.Keys.Any(name => !amounts.Has(name))) errors.Forbidden(at.Child(kind), $"resource {kind} cannot be removed");
            if (amounts.Keys.Union(oldAmounts.Keys).Any(name => !Mutable.Contains(name) && !amounts.SameField(oldAmounts, name)))
                errors.Forbidden(Spec, "only cpu and memory resources are mutable");
        }
        if (!container.SameField(old, "resizePolicy")) errors.Forbidden(Spec, "only cpu and memory resources are mutable");
        ValidateMemoryLimit(container, now, before, errors, at.Child("limits").Key("memory"));
    }

    private static void ValidateMemoryLimit(JsonMap container, JsonMap now, JsonMap before, FieldErrors errors, FieldPath at)
    {
        var restarts = container.Maps("resizePolicy").Any(policy => policy.Text("resourceName") == "memory" && policy.Text("restartPolicy") == "RestartContainer");
        if (restarts || now.Part("limits").Amount("memory") is not { } limit) return;
        // Lowering a limit is best effort: the kubelet refuses when more is in use. A first limit has nothing to be compared with.
        if (before.Part("limits").Amount("memory") is null && limit.Sign > 0)
            errors.Forbidden(at, "memory limits cannot be added unless resizePolicy is RestartContainer");
    }
}
