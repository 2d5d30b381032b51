using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>A namespace's labels as its policy: <c>k8s.io/pod-security-admission/api</c>.</summary>
internal static class PolicyLabels
{
    private const string Prefix = "pod-security.kubernetes.io/";

    public const string WrongLevel = "must be one of privileged, baseline, restricted";
    public const string WrongVersion = "must be \"latest\" or \"v1.x\"";

    private static readonly FieldPath Labels = FieldPath.Of("metadata").Child("labels");

    /// <summary>
    /// The policy; what no label says is the default's. A label that cannot be read is an error and means the strictest for what is
    /// enforced, nothing for what is recorded or warned of. What is enforced is warned of too, unless a label says otherwise.
    /// </summary>
    /// <param name="label">The value of a label; null when the namespace has none.</param>
    public static NamespacePolicy Read(Func<string, string?> label, NamespacePolicy defaults, FieldErrors errors)
    {
        var wrong = errors.Count;
        var enforceLevel = Level("enforce", label, errors);
        var readable = errors.Count == wrong;
        var enforce = new Standard(enforceLevel ?? defaults.Enforce.Level, Version("enforce", label, errors) ?? defaults.Enforce.Version);
        var audit = new Standard(Level("audit", label, errors, PolicyLevel.Privileged) ?? defaults.Audit.Level, Version("audit", label, errors) ?? defaults.Audit.Version);
        var warnLevel = Level("warn", label, errors, PolicyLevel.Privileged);
        var warnVersion = Version("warn", label, errors);
        var warn = new Standard(warnLevel ?? defaults.Warn.Level, warnVersion ?? defaults.Warn.Version);
        if (warnLevel is null && enforceLevel is not null && readable && enforce.Level > warn.Level) warn = new Standard(enforce.Level, warnVersion ?? enforce.Version);
        return new NamespacePolicy(enforce, audit, warn);
    }

    public static bool IsSet(string mode, JsonMap labels) => labels.ContainsKey(Prefix + mode) || labels.ContainsKey($"{Prefix}{mode}-version");

    public static PolicyLevel? ParseLevel(string text) => text switch
    {
        "privileged" => PolicyLevel.Privileged,
        "baseline" => PolicyLevel.Baseline,
        "restricted" => PolicyLevel.Restricted,
        _ => null,
    };

    private static PolicyLevel? Level(string mode, Func<string, string?> label, FieldErrors errors, PolicyLevel whenWrong = PolicyLevel.Restricted)
    {
        if (label(Prefix + mode) is not { } text) return null;
        if (ParseLevel(text) is { } level) return level;
        errors.Invalid(Labels.Key(Prefix + mode), text, WrongLevel);
        return whenWrong;
    }

    private static PolicyVersion? Version(string mode, Func<string, string?> label, FieldErrors errors)
    {
        var key = $"{Prefix}{mode}-version";
        if (label(key) is not { } text) return null;
        if (PolicyVersion.Parse(text) is { } version) return version;
        errors.Invalid(Labels.Key(key), text, WrongVersion);
        return PolicyVersion.Latest;
    }
}
