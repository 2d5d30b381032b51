using System.Text.RegularExpressions;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The security context of a pod spec, which its containers inherit.</summary>
internal static partial class PodSecurityContextValidation
{
    private const int MaxSysctlLength = 253;
    private const string SysctlPattern = @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

    private static readonly string[] ChangePolicies = ["Always", "OnRootMismatch"];
    private static readonly string[] GroupsPolicies = ["Merge", "Strict"];
    private static readonly string[] SeLinuxPolicies = ["MountOption", "Recursive"];
    private static readonly string[] IpcSysctls = ["kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue."];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var (context, errors) = (scope.SecurityContext, scope.Errors);
        foreach (var field in (ReadOnlySpan<string>)["fsGroup", "runAsUser", "runAsGroup"])
        {
            if (context.Long(field) is { } id) errors.InRange(at.Child(field), id, 0, int.MaxValue);
        }
        var index = 0;
        foreach (var group in context.List("supplementalGroups") ?? [])
            errors.InRange(at.Child("supplementalGroups").Index(index++), group as long? ?? 0, 0, int.MaxValue);
        if (scope.Spec.IsTrue("shareProcessNamespace") && scope.Spec.IsTrue("hostPID"))
            errors.Invalid(at.Child("shareProcessNamespace"), true, "ShareProcessNamespace and HostPID cannot both be enabled");
        ValidateSysctls(scope, at.Child("sysctls"));
        errors.OneOf(at, context, "fsGroupChangePolicy", ChangePolicies);
        ProfileValidation.Seccomp(context.Map("seccompProfile"), errors, at.Child("seccompProfile"));
        WindowsOptionsValidation.Validate(context.Map("windowsOptions"), errors, at.Child("windowsOptions"));
        ProfileValidation.AppArmor(context.Map("appArmorProfile"), errors, at.Child("appArmorProfile"));
        errors.OneOf(at, context, "supplementalGroupsPolicy", GroupsPolicies);
        errors.OneOf(at, context, "seLinuxChangePolicy", SeLinuxPolicies);
    }

    private static void ValidateSysctls(PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var sysctl in scope.SecurityContext.Maps("sysctls"))
        {
            var here = at.Index(index++).Child("name");
            var name = sysctl.Text("name");
            if (name.Length == 0) errors.Required(here);
            else if (name.Length > MaxSysctlLength || !SysctlName().IsMatch(name))
                errors.Invalid(here, name, $"must have at most {MaxSysctlLength} characters and match regex {SysctlPattern}");
            else if (!names.Add(name)) errors.Duplicate(here, name);
            // A sysctl of a namespace the pod shares with the node would be set for the node.
            var dotted = name.Replace('/', '.');
            if (scope.Spec.IsTrue("hostNetwork") && dotted.StartsWith("net.", StringComparison.Ordinal))
                errors.Invalid(here, name, "may not be specified when 'hostNetwork' is true");
            else if (scope.Spec.IsTrue("hostIPC") && IpcSysctls.Any(prefix => dotted.StartsWith(prefix, StringComparison.Ordinal)))
                errors.Invalid(here, name, "may not be specified when 'hostIPC' is true");
        }
    }

    [GeneratedRegex(SysctlPattern)]
    private static partial Regex SysctlName();
}
