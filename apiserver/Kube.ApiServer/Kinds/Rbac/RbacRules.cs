using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rbac;

/// <summary>What roles and bindings of both scopes are checked for: <c>pkg/apis/rbac/validation</c>.</summary>
internal static class RbacRules
{
    public const string Group = "rbac.authorization.k8s.io";

    private static readonly string[] SubjectKinds = ["ServiceAccount", "User", "Group"];

    /// <param name="namespaced">Paths outside the API belong to the cluster, so that only cluster roles may name them.</param>
    public static void ValidateRules(JsonMap role, bool namespaced, FieldErrors errors)
    {
        var index = 0;
        foreach (var rule in role.Maps("rules"))
        {
            var here = FieldPath.Of("rules").Index(index++);
            if (rule.CountOf("verbs") == 0) errors.Required(here.Child("verbs"), "verbs must contain at least one value");
            if (rule.CountOf("nonResourceURLs") > 0)
            {
                if (namespaced) errors.Invalid(here.Child("nonResourceURLs"), rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
                if (rule.CountOf("apiGroups") + rule.CountOf("resources") + rule.CountOf("resourceNames") > 0)
                    errors.Invalid(here.Child("nonResourceURLs"), rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs");
                continue;
            }
            if (rule.CountOf("apiGroups") == 0) errors.Required(here.Child("apiGroups"), "resource rules must supply at least one api group");
            if (rule.CountOf("resources") == 0) errors.Required(here.Child("resources"), "resource rules must supply at least one resource");
        }
    }

    public static void DefaultBinding(JsonMap binding)
    {
        if (binding.Map("roleRef") is { } role && role.Text("apiGroup").Length == 0) role["apiGroup"] = Group;
        foreach (var subject in binding.Maps("subjects"))
        {
            if (subject.Text("kind") is "User" or "Group" && subject.Text("apiGroup").Length == 0) subject["apiGroup"] = Group;
        }
    }

    public static void ValidateBinding(JsonMap binding, bool namespaced, FieldErrors errors)
    {
        var role = binding.Part("roleRef");
        var at = FieldPath.Of("roleRef");
        string[] kinds = namespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
        if (role.Text("apiGroup") != Group) errors.NotSupported(at.Child("apiGroup"), role.Text("apiGroup"), Group);
        if (!kinds.Contains(role.Text("kind"))) errors.NotSupported(at.Child("kind"), role.Text("kind"), kinds);
        if (role.Text("name").Length == 0) errors.Required(at.Child("name"));
        else errors.InvalidAll(at.Child("name"), role.Text("name"), NameRules.PathSegment(role.Text("name"), isPrefix: false));
        var index = 0;
        foreach (var subject in binding.Maps("subjects")) ValidateSubject(subject, namespaced, errors, FieldPath.Of("subjects").Index(index++));
    }

    public static void ValidateBindingUpdate(JsonMap binding, JsonMap old, FieldErrors errors)
    {
        if (!binding.SameField(old, "roleRef")) errors.Invalid(FieldPath.Of("roleRef"), binding["roleRef"], "cannot change roleRef");
    }

    private static void ValidateSubject(JsonMap subject, bool namespaced, FieldErrors errors, FieldPath at)
    {
        var group = subject.Text("apiGroup");
        errors.Required(at, subject, "name");
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (subject.Text("name").Length > 0) errors.DnsSubdomain(at.Child("name"), subject.Text("name"));
                if (group.Length > 0) errors.NotSupported(at.Child("apiGroup"), group, "");
                if (!namespaced && subject.Text("namespace").Length == 0) errors.Required(at.Child("namespace"));
                break;
            case "User" or "Group":
                if (group != Group) errors.NotSupported(at.Child("apiGroup"), group, Group);
                break;
            case var other:
                errors.NotSupported(at.Child("kind"), other, SubjectKinds);
                break;
        }
    }
}
