using Kube.ApiServer.Admission;
using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rbac;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Escalation;

/// <summary>
/// Nobody gives by a role or binding what they do not have, unless they have the right <c>escalate</c> or <c>bind</c>: upstream's
/// <c>registry/rbac/*/policybased</c>. It runs with the admission steps but is none: no flag turns it off.
/// </summary>
internal sealed class EscalationCheck(IAuthorizer authorizer, PolicySource policy) : AdmissionStep
{
    public override string Name => "EscalationCheck";

    public override bool Concerns(Resource resource) => resource.Group == RbacRules.Group;

    public override void Validate(AdmissionRequest request)
    {
        if (request.Object is { } obj && !request.User.IsMaster && !IsUnchanged(obj, request.OldObject))
        {
            if (request.Resource.Kind.EndsWith("Binding", StringComparison.Ordinal)) CheckBinding(request, obj);
            else CheckRole(request, obj);
        }
        return;
    }

    /// <summary>Only metadata the garbage collector changes differs.</summary>
    private static bool IsUnchanged(JsonMap obj, JsonMap? old)
    {
        if (old is null) return false;
        var (mine, theirs) = (Essence(obj), Essence(old));
        return JsonValues.DeepEquals(mine, theirs);
    }

    private static JsonMap Essence(JsonMap obj)
    {
        var copy = obj.DeepClone();
        if (copy.Map("metadata") is not { } metadata) return copy;
        foreach (var field in (ReadOnlySpan<string>)["ownerReferences", "finalizers", "managedFields", "resourceVersion"]) metadata.Remove(field);
        return copy;
    }

    private void CheckRole(AdmissionRequest request, JsonMap role)
    {
        if (Allowed(request, "escalate", request.Resource.Plural, request.Name)) return;
        Confirm(request, PolicyRule.ReadAll(role));
        var rights = policy.Current.Index.GrantsOf(request.User, "").SelectMany(grant => grant.Rules).ToList();
        if (role.Has("aggregationRule") && RuleCoverage.Missing(rights, PolicyRule.Everything).Count > 0)
            throw Forbidden(request, "must have cluster-admin privileges to use an aggregationRule");
    }

    private void CheckBinding(AdmissionRequest request, JsonMap binding)
    {
        var (kind, name) = (binding.Part("roleRef").Text("kind"), binding.Part("roleRef").Text("name"));
        if (Allowed(request, "bind", kind == "ClusterRole" ? "clusterroles" : "roles", name)) return;
        Confirm(request, policy.Current.Index.RulesOf(kind, name, request.Namespace)
            ?? throw StatusException.NotFound(new GroupResource(RbacRules.Group, kind.ToLowerInvariant()), name));
    }

    private bool Allowed(AdmissionRequest request, string verb, string resource, string name) =>
        authorizer.Authorize(request.User, new RequestInfo
        {
            Path = "", Verb = verb, IsResource = true, Group = RbacRules.Group, Version = "*", Resource = resource, Namespace = request.Namespace, Name = name,
        }).Allowed;

    /// <exception cref="StatusException">403 when the user lacks any of the rights.</exception>
    private void Confirm(AdmissionRequest request, IReadOnlyList<PolicyRule> rules)
    {
        var grants = policy.Current.Index.GrantsOf(request.User, request.Namespace).ToList();
        var missing = RuleCoverage.Missing([.. grants.SelectMany(grant => grant.Rules)], rules);
        if (missing.Count == 0) return;
        throw Forbidden(request, EscalationText.Of(request.User, missing, Aggregate.Of(grants.Select(grant => grant.Missing).Where(text => text.Length > 0))));
    }

    private static StatusException Forbidden(AdmissionRequest request, string why) => StatusException.Forbidden(request.Resource.GroupResource, request.Name, why);
}
