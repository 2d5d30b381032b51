using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>
/// Holds pods to the pod security standard of their namespace, warns who writes workloads whose pods would not meet it, and checks
/// the labels that set it: upstream's <c>plugin/admission/security/podsecurity</c> and <c>k8s.io/pod-security-admission</c>.
/// </summary>
internal sealed class PodSecurityStep(PodSecurityConfiguration configuration) : AdmissionStep
{
    private static readonly HashSet<string> Ignored = ["exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status"];

    // Policies depend on the configuration's defaults, so another step's are others.
    private readonly object _slot = new();
    private readonly NamespaceLabels _labels = new(configuration);

    public override string Name => "PodSecurity";

    public override bool Concerns(Resource resource) => resource.Is("", "namespaces") || IsPods(resource) || PodTemplates.Path(resource) is not null;

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation is not (Operation.Create or Operation.Update)) return;
        if (IsPods(request.Resource))
        {
            if (!Ignored.Contains(request.Subresource)) CheckPod(request);
        }
        else if (request.IsMain)
        {
            if (request.Resource.Namespaced) CheckTemplate(request);
            else _labels.Check(request);
        }
    }

    private static bool IsPods(Resource resource) => resource.Is("", "pods");

    private void CheckPod(AdmissionRequest request)
    {
        if (IsExempt(request) || Policy(request) is not { } policy) return;
        if (policy.IsPrivileged)
        {
            request.Annotate?.Invoke(PodSecurityAnnotations.Enforced, NamespacePolicy.Privileged.Enforce.ToString());
            return;
        }
        var obj = request.Object!;
        if (request.OldObject is { } old && !PodChange.IsSignificant(obj.Spec(), old.Spec())) return;
        if (IsExemptClass(request, obj.Spec())) return;
        var pod = new CheckedPod(obj.Metadata(), obj.Spec());
        request.Annotate?.Invoke(PodSecurityAnnotations.Enforced, policy.Enforce.ToString());
        Audit(request, policy.Audit, pod);
        if (PolicyChecks.Violations(policy.Enforce, pod) is { Count: > 0 } violations)
            throw StatusException.Forbidden(request.Resource.GroupResource, request.Name, $"violates PodSecurity \"{policy.Enforce}\": {string.Join(", ", violations)}");
        Warn(request, policy.Warn, pod);
    }

    private void CheckTemplate(AdmissionRequest request)
    {
        if (IsExempt(request) || Policy(request) is not { } policy || (policy.Warn.IsPrivileged && policy.Audit.IsPrivileged)) return;
        if (PodTemplates.Of(request.Resource, request.Object!) is not { } template || IsExemptClass(request, template.Spec())) return;
        var pod = new CheckedPod(template.Metadata(), template.Spec());
        Audit(request, policy.Audit, pod);
        Warn(request, policy.Warn, pod);
    }

    private static void Warn(AdmissionRequest request, Standard standard, CheckedPod pod)
    {
        if (PolicyChecks.Violations(standard, pod) is { Count: > 0 } violations) request.Warn([$"would violate PodSecurity \"{standard}\": {string.Join(", ", violations)}"]);
    }

    private static void Audit(AdmissionRequest request, Standard standard, CheckedPod pod)
    {
        if (request.Annotate is null || PolicyChecks.Violations(standard, pod) is not { Count: > 0 } violations) return;
        request.Annotate(PodSecurityAnnotations.AuditViolations, $"would violate PodSecurity \"{standard}\": {string.Join(", ", violations)}");
    }

    private bool IsExempt(AdmissionRequest request) =>
        Exempts(request, "namespace", configuration.Namespaces.Contains(request.Namespace)) || Exempts(request, "user", configuration.Usernames.Contains(request.User.Name));

    private bool IsExemptClass(AdmissionRequest request, JsonMap spec) => Exempts(request, "runtimeClass", configuration.RuntimeClasses.Contains(spec.Text("runtimeClassName")));

    private static bool Exempts(AdmissionRequest request, string reason, bool exempt)
    {
        if (exempt) request.Annotate?.Invoke(PodSecurityAnnotations.Exempt, reason);
        return exempt;
    }

    /// <summary>The policy of the namespace, worked out once for each of its states; none where there is no namespace.</summary>
    private NamespacePolicy? Policy(AdmissionRequest request)
    {
        var space = request.Known(NamespaceKind.Resource, "", request.Namespace);
        return space?.GetOrDerive(_slot, Policy);
    }

    private NamespacePolicy Policy(CachedObject space) =>
        PolicyLabels.Read(key => space.Labels.TryGetValue(key, out var value) ? value : null, configuration.Defaults, new FieldErrors());
}
