using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>Checks the policy a namespace's labels ask for, and tells who tightens it which pods there do not meet it.</summary>
internal sealed class NamespaceLabels(PodSecurityConfiguration configuration)
{
    private readonly ExistingPods _pods = new(configuration);

    public void Check(AdmissionRequest request)
    {
        var (errors, oldErrors) = (new FieldErrors(), new FieldErrors());
        var labels = request.Object!.Labels();
        var policy = PolicyLabels.Read(labels.String, configuration.Defaults, errors);
        if (request.OldObject is not { } before)
        {
            errors.ThrowIfAny(request.Resource.GroupKind, request.Name);
            WarnIfExempt(request, policy, labels);
            return;
        }
        var old = PolicyLabels.Read(before.Labels().String, configuration.Defaults, oldErrors);
        // Labels that were wrong already do not hold up other changes.
        if (!errors.Select(Text).SequenceEqual(oldErrors.Select(Text))) errors.ThrowIfAny(request.Resource.GroupKind, request.Name);
        if (policy.Enforce == old.Enforce || policy.Enforce.IsPrivileged) return;
        if (policy.Enforce.Version == old.Enforce.Version && policy.Enforce.Level <= old.Enforce.Level) return;
        if (!WarnIfExempt(request, policy, labels)) request.Warn(_pods.Warnings(request, policy.Enforce));
    }

    private static string? Text(FieldError error) => error.ToString();

    private bool WarnIfExempt(AdmissionRequest request, NamespacePolicy policy, JsonMap labels)
    {
        if (!configuration.Namespaces.Contains(request.Name)) return false;
        if (policy.IsPrivileged || policy.MeansSameAs(configuration.Defaults)) return true;
        var set = ((string, Standard)[])[("enforce", policy.Enforce), ("audit", policy.Audit), ("warn", policy.Warn)];
        var shown = set.Where(mode => !mode.Item2.IsPrivileged && PolicyLabels.IsSet(mode.Item1, labels)).Select(mode => $"{mode.Item1}={mode.Item2}");
        request.Warn([$"namespace \"{request.Name}\" is exempt from Pod Security, and the policy ({string.Join(", ", shown)}) will be ignored"]);
        return true;
    }
}
