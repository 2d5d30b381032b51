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
        if (IsExempt(request) || Policy(request) is not { IsPrivileged: false } policy) return;
        var obj = request.Object!;
        if (request.OldObject is { } old && !PodChange.IsSignificant(obj.Spec(), old.Spec())) return;
        if (IsExemptClass(obj.Spec())) return;
        var pod = new CheckedPod(obj.Metadata(), obj.Spec());
        if (PolicyChecks.Violations(policy.Enforce, pod) is { Count: > 0 } violations)
            throw StatusException.Forbidden(request.Resource.GroupResource, request.Name, $"violates PodSecurity \"{policy.Enforce}\": {string.Join(", ", violations)}");
        Warn(request, policy.Warn, pod);
    }

    private void CheckTemplate(AdmissionRequest request)
    {
        if (IsExempt(request) || Policy(request) is not { Warn.IsPrivileged: false } policy) return;
        if (PodTemplates.Of(request.Resource, request.Object!) is not { } template || IsExemptClass(template.Spec())) return;
        Warn(request, policy.Warn, new CheckedPod(template.Metadata(), template.Spec()));
    }

    private static void Warn(AdmissionRequest request, Standard standard, CheckedPod pod)
    {
        if (PolicyChecks.Violations(standard, pod) is { Count: > 0 } violations) request.Warn([$"would violate PodSecurity \"{standard}\": {string.Join(", ", violations)}"]);
    }

    private bool IsExempt(AdmissionRequest request) => configuration.Namespaces.Contains(request.Namespace) || configuration.Usernames.Contains(request.User.Name);

    private bool IsExemptClass(JsonMap spec) => configuration.RuntimeClasses.Contains(spec.Text("runtimeClassName"));

    /// <summary>The policy of the namespace, worked out once for each of its states; none where there is no namespace.</summary>
    private NamespacePolicy? Policy(AdmissionRequest request)
    {
        var space = request.Known(NamespaceKind.Resource, "", request.Namespace);
        return space?.GetOrDerive(_slot, Policy);
    }

    private NamespacePolicy Policy(CachedObject space) =>
        PolicyLabels.Read(key => space.Labels.TryGetValue(key, out var value) ? value : null, configuration.Defaults, new FieldErrors());
}
