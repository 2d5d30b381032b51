using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Seccomp and AppArmor profiles: one of the node's files goes with the type Localhost and with no other.</summary>
internal static class ProfileValidation
{
    private const int MaxPathLength = 4095;

    private static readonly string[] Types = ["Localhost", "RuntimeDefault", "Unconfined"];

    public static void Seccomp(JsonMap? profile, FieldErrors errors, FieldPath at)
    {
        if (profile is null) return;
        ValidateType(profile, "seccompProfile", errors, at.Child("type"));
        var file = profile.String("localhostProfile");
        var here = at.Child("localhostProfile");
        if (profile.Text("type") != "Localhost")
        {
            if (file is not null) errors.Invalid(here, profile, "can only be set when seccomp type is Localhost");
        }
        else if (file is null) errors.Required(here, "must be set when seccomp type is Localhost");
        else errors.DescendingPath(here, file);
    }

    public static void AppArmor(JsonMap? profile, FieldErrors errors, FieldPath at)
    {
        if (profile is null) return;
        var file = profile.String("localhostProfile");
        var here = at.Child("localhostProfile");
        if (profile.Text("type") != "Localhost")
        {
            if (file is not null && Types.Contains(profile.Text("type"))) errors.Invalid(here, file, "can only be set when AppArmor type is Localhost");
            ValidateType(profile, "appArmorProfile", errors, at.Child("type"));
            return;
        }
        if (string.IsNullOrEmpty(file)) errors.Required(here, "must be set when AppArmor type is Localhost");
        else if (file.Trim() != file) errors.Invalid(here, file, "must not be padded with whitespace");
        if (file?.Length > MaxPathLength) errors.TooLong(here, MaxPathLength);
    }

    private static void ValidateType(JsonMap profile, string name, FieldErrors errors, FieldPath at)
    {
        var type = profile.Text("type");
        if (type.Length == 0) errors.Required(at, $"type is required when {name} is set");
        else if (!Types.Contains(type)) errors.NotSupported(at, type, Types);
    }
}
