using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>Reads a policy: JSON or YAML. Unknown fields are only warned of, as upstream falls back to lenient decoding.</summary>
internal static class AuditPolicyReader
{
    private const string Group = "audit.k8s.io";

    /// <exception cref="FormatException">It is no policy, or one that means nothing.</exception>
    public static AuditPolicy Read(ReadOnlyMemory<byte> text)
    {
        var policy = Decode(text);
        CheckKind(policy);
        var fields = new PolicyFields();
        fields.Know(policy, "", "apiVersion", "kind", "metadata", "omitStages", "omitManagedFields", "rules");
        // Stages nobody knows are refused in rules alone.
        var omitted = StagesOf(PolicyFields.Strings(policy, "omitStages", "Policy"), (_, _) => { });
        var omitManagedFields = PolicyFields.Flag(policy, "omitManagedFields", "Policy") ?? false;
        var errors = new FieldErrors();
        var rules = PolicyFields.Maps(policy, "rules", "Policy").Select((rule, index) => Rule(fields, rule, FieldPath.Of("rules").Index(index), omitted, omitManagedFields, errors)).ToList();
        if (errors.Count > 0) throw new FormatException(errors.Count == 1 ? errors.First().ToString() : $"[{string.Join(", ", errors)}]");
        if (rules.Count == 0) throw new FormatException("loaded illegal policy with 0 rules");
        return new AuditPolicy(rules, fields.Unknown);
    }

    private static JsonMap Decode(ReadOnlyMemory<byte> text)
    {
        try
        {
            return YamlReader.Read(text) as JsonMap ?? throw new FormatException("failed decoding: couldn't get version/kind; json parse error: json: cannot unmarshal into Go value of type struct");
        }
        catch (StatusException wrong)
        {
            throw new FormatException($"failed decoding: {wrong.Message}");
        }
    }

    private static void CheckKind(JsonMap policy)
    {
        var (apiVersion, kind) = (policy.Text("apiVersion"), policy.Text("kind"));
        if (kind.Length == 0) kind = "Policy";
        // What upstream takes a file for that does not say what it is.
        if (apiVersion.Length == 0) throw new FormatException($"unknown group version field {Group}/__internal, Kind={kind} in policy");
        if (apiVersion != $"{Group}/v1" || kind != "Policy") throw new FormatException($"failed decoding: no kind \"{kind}\" is registered for version \"{apiVersion}\" in scheme \"pkg/audit/scheme.go:30\"");
    }

    private static AuditRule Rule(PolicyFields fields, JsonMap rule, FieldPath at, AuditStages omitted, bool omitManagedFields, FieldErrors errors)
    {
        const string type = "PolicyRule";
        fields.Know(rule, $"{at}", "level", "users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs", "omitStages", "omitManagedFields");
        var level = Level(PolicyFields.Text(rule, "level", type), at.Child("level"), errors);
        var urls = PolicyFields.Strings(rule, "nonResourceURLs", type);
        CheckUrls(urls, at.Child("nonResourceURLs"), errors);
        var resources = PolicyFields.Maps(rule, "resources", type).Select((entry, index) => Resources(fields, entry, $"{at}.resources[{index}]", at.Child("resources"), errors)).ToList();
        var stages = StagesOf(PolicyFields.Strings(rule, "omitStages", type), (index, stage) => errors.Invalid(at.Child("omitStages").Index(index), stage, $"allowed stages are {string.Join(',', StageNames)}"));
        var namespaces = PolicyFields.Strings(rule, "namespaces", type);
        if (urls.Count > 0 && resources.Count + namespaces.Count > 0)
            errors.Invalid(at.Child("nonResourceURLs"), new JsonList(urls), "rules cannot apply to both regular resources and non-resource URLs");
        return new AuditRule
        {
            Level = level,
            OmitStages = omitted | stages,
            OmitManagedFields = PolicyFields.Flag(rule, "omitManagedFields", type) ?? omitManagedFields,
            Users = PolicyFields.Strings(rule, "users", type),
            UserGroups = PolicyFields.Strings(rule, "userGroups", type),
            Verbs = PolicyFields.Strings(rule, "verbs", type),
            Resources = resources,
            Namespaces = namespaces,
            NonResourceUrls = urls,
        };
    }

    private static AuditLevel Level(string level, FieldPath at, FieldErrors errors)
    {
        var names = Enum.GetNames<AuditLevel>();
        if (names.Contains(level)) return Enum.Parse<AuditLevel>(level);
        if (level.Length == 0) errors.Required(at);
        else errors.NotSupported(at, level, names);
        return AuditLevel.None;
    }

    private static void CheckUrls(IReadOnlyList<string> urls, FieldPath at, FieldErrors errors)
    {
        for (var i = 0; i < urls.Count; i++)
        {
            var url = urls[i];
            if (url == "*") continue;
            if (!url.StartsWith('/')) errors.Invalid(at.Index(i), url, "non-resource URL rules must begin with a '/' character");
            if (url.IndexOf('*') is var star && star >= 0 && star < url.Length - 1) errors.Invalid(at.Index(i), url, "non-resource URL wildcards '*' must be the final character of the rule");
        }
    }

    private static GroupResources Resources(PolicyFields fields, JsonMap entry, string here, FieldPath at, FieldErrors errors)
    {
        const string type = "GroupResources";
        fields.Know(entry, here, "group", "resources", "resourceNames");
        var read = new GroupResources(PolicyFields.Text(entry, "group", type), PolicyFields.Strings(entry, "resources", type), PolicyFields.Strings(entry, "resourceNames", type));
        if (read.Group.Length > 0 && NameRules.DnsSubdomain(read.Group, isPrefix: false).ToList() is { Count: > 0 } wrong) errors.Invalid(at.Child("group"), read.Group, string.Join(',', wrong));
        if (read.Names.Count > 0 && read.Resources.Count == 0) errors.Invalid(at.Child("resourceNames"), new JsonList(read.Names), "using resourceNames requires at least one resource");
        return read;
    }

    private static readonly string[] StageNames = [nameof(AuditStages.RequestReceived), nameof(AuditStages.ResponseStarted), nameof(AuditStages.ResponseComplete), nameof(AuditStages.Panic)];

    private static AuditStages StagesOf(IReadOnlyList<string> names, Action<int, string> unknown)
    {
        var stages = AuditStages.None;
        for (var i = 0; i < names.Count; i++)
        {
            if (StageNames.Contains(names[i])) stages |= Enum.Parse<AuditStages>(names[i]);
            else unknown(i, names[i]);
        }
        return stages;
    }
}
