using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>What holds where a namespace's labels say nothing, and for whom nothing holds: pod-security.admission.config.k8s.io/v1.</summary>
internal sealed record PodSecurityConfiguration(NamespacePolicy Defaults, IReadOnlySet<string> Usernames, IReadOnlySet<string> RuntimeClasses, IReadOnlySet<string> Namespaces)
{
    private const string Group = "pod-security.admission.config.k8s.io";

    public static PodSecurityConfiguration Standard { get; } = new(NamespacePolicy.Privileged, new HashSet<string>(), new HashSet<string>(), new HashSet<string>());

    /// <exception cref="FormatException">The configuration is wrong.</exception>
    public static PodSecurityConfiguration Read(AdmissionConfiguration all)
    {
        if (all.Of("PodSecurity") is not { } content) return Standard;
        var file = ConfigurationFile.Expect(content, [$"{Group}/v1", $"{Group}/v1beta1", $"{Group}/v1alpha1"], "PodSecurityConfiguration");
        file.Allow("defaults", "exemptions");
        var defaults = file.Section("defaults");
        defaults.Allow("enforce", "enforce-version", "audit", "audit-version", "warn", "warn-version");
        var exemptions = file.Section("exemptions");
        exemptions.Allow("usernames", "runtimeClasses", "namespaces");

        var errors = new FieldErrors();
        var configuration = new PodSecurityConfiguration(
            new NamespacePolicy(Mode(defaults.Content, "enforce", errors), Mode(defaults.Content, "audit", errors), Mode(defaults.Content, "warn", errors)),
            Names(exemptions.Content, "usernames", errors, name => name.Length == 0 ? ["username must not be empty"] : []),
            Names(exemptions.Content, "runtimeClasses", errors, name => NameRules.DnsSubdomain(name, false)),
            Names(exemptions.Content, "namespaces", errors, name => NameRules.DnsLabel(name, false)));
        if (errors.Count > 0) throw new FormatException(string.Join(", ", errors));
        return configuration;
    }

    private static Standard Mode(JsonMap defaults, string mode, FieldErrors errors)
    {
        var at = FieldPath.Of("defaults");
        var level = defaults.String(mode) ?? "privileged";
        var version = defaults.String($"{mode}-version") ?? "latest";
        if (PolicyLabels.ParseLevel(level) is null) errors.Invalid(at.Child(mode), level, PolicyLabels.WrongLevel);
        if (PolicyVersion.Parse(version) is null) errors.Invalid(at.Child($"{mode}-version"), version, PolicyLabels.WrongVersion);
        return new Standard(PolicyLabels.ParseLevel(level) ?? PolicyLevel.Restricted, PolicyVersion.Parse(version) ?? PolicyVersion.Latest);
    }

    private static HashSet<string> Names(JsonMap exemptions, string field, FieldErrors errors, Func<string, IEnumerable<string>> wrong)
    {
        var (names, index) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var name in exemptions.Strings(field))
        {
            var at = FieldPath.Of("exemptions").Child(field).Index(index++);
            if (string.Join(", ", wrong(name)) is { Length: > 0 } why) errors.Invalid(at, name, why);
            else if (!names.Add(name)) errors.Duplicate(at, name);
        }
        return names;
    }
}
