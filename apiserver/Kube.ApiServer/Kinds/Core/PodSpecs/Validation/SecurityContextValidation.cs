using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The security context of one container.</summary>
internal static class SecurityContextValidation
{
    public static void Validate(JsonMap? context, PodSpecScope scope, FieldPath at)
    {
        if (context is null) return;
        var errors = scope.Errors;
        foreach (var field in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
        {
            if (context.Long(field) is { } id) errors.InRange(at.Child(field), id, 0, int.MaxValue);
        }
        errors.OneOf(at, context, "procMount", ["Default", "Unmasked"]);
        if (scope.HostUsers && context.Text("procMount") == "Unmasked")
            errors.Invalid(at.Child("procMount"), "Unmasked", "`hostUsers` must be false to use `Unmasked`");
        ProfileValidation.Seccomp(context.Map("seccompProfile"), errors, at.Child("seccompProfile"));
        if (context.Bool("allowPrivilegeEscalation") == false)
        {
            if (context.IsTrue("privileged")) errors.Invalid(at, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            if (context.Part("capabilities").Strings("add").Contains("CAP_SYS_ADMIN"))
                errors.Invalid(at, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
        WindowsOptionsValidation.Validate(context.Map("windowsOptions"), errors, at.Child("windowsOptions"));
        ProfileValidation.AppArmor(context.Map("appArmorProfile"), errors, at.Child("appArmorProfile"));
    }
}
