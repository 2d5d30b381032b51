using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>What holds for every container: ordinary, init or ephemeral.</summary>
internal static class ContainerValidation
{
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly string[] MessagePolicies = ["File", "FallbackToLogsOnError"];

    public static void Validate(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        if (container.Text("name") is { Length: > 0 } name) errors.DnsLabel(at.Child("name"), name);
        else errors.Required(at.Child("name"));
        errors.Required(at, container, "image");
        errors.OneOf(at, container, "terminationMessagePolicy", MessagePolicies, required: true);
        ContainerPortsValidation.Validate(container, errors, at.Child("ports"));
        EnvValidation.Validate(container, errors, at.Child("env"));
        EnvFromValidation.Validate(container, errors, at.Child("envFrom"));
        VolumeMountsValidation.Validate(container, scope, at.Child("volumeMounts"));
        VolumeDevicesValidation.Validate(container, scope, at.Child("volumeDevices"));
        errors.OneOf(at, container, "imagePullPolicy", PullPolicies, required: true);
        ResourcesValidation.Validate(container.Part("resources"), scope.ClaimNames, errors, at.Child("resources"));
        ResizePolicyValidation.Validate(container, scope, at.Child("resizePolicy"));
        SecurityContextValidation.Validate(container.Map("securityContext"), scope, at.Child("securityContext"));
        // Pods alone: templates had been accepted with padded images before anyone checked.
        if (scope.IsPod && container.Text("image") is var image && image.Trim().Length != image.Length)
            errors.Invalid(at.Child("image"), image, "must not have leading or trailing whitespace");
    }

    /// <summary>Lifecycle and probes, for containers that run as long as the pod does.</summary>
    public static void ValidateRunning(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        HandlerValidation.ValidateLifecycle(container.Map("lifecycle"), scope, at.Child("lifecycle"));
        ProbeValidation.ValidateAll(container, scope, at);
    }
}
