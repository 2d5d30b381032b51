using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.ApiRegistration.ApiServices;

/// <summary>Rules of API services: <c>k8s.io/kube-aggregator</c>.</summary>
internal sealed class ApiServiceStrategy : KindStrategy
{
    private const long HttpsPort = 443;
    private const long MaxGroupPriority = 20000;
    private const long MaxVersionPriority = 1000;

    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.PathSegment(name, isPrefix);

    public override void SetDefaults(JsonMap obj) => obj.Spec().Map("service")?.Default("port", HttpsPort);

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        if (!obj.Spec().Has("service")) obj["status"] = new JsonMap(1) { ["conditions"] = new JsonList { Local(context.Now) } };
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        var (group, version) = (spec.Text("group"), spec.Text("version"));
        if (obj.Name() != $"{version}.{group}") errors.Invalid(FieldPath.Of("metadata").Child("name"), obj.Name(), $"must be `spec.version+\".\"+spec.group`: \"{version}.{group}\"");
        if (group.Length > 0) errors.DnsSubdomain(Spec.Child("group"), group);
        if (version.Length == 0) errors.Required(Spec.Child("version"));
        Priority(spec, "groupPriorityMinimum", MaxGroupPriority, errors);
        Priority(spec, "versionPriority", MaxVersionPriority, errors);
        if (spec.Map("service") is not { } service)
        {
            if (spec.CountOf("caBundle") > 0) errors.Invalid(Spec.Child("caBundle"), $"{spec.CountOf("caBundle")} bytes", "local APIServices may not have a caBundle");
            if (spec.IsTrue("insecureSkipTLSVerify")) errors.Invalid(Spec.Child("insecureSkipTLSVerify"), true, "local APIServices may not have insecureSkipTLSVerify");
            return;
        }
        errors.Required(Spec.Child("service"), service, "namespace");
        errors.Required(Spec.Child("service"), service, "name");
        if (service.Long("port") is { } port) errors.Port(Spec.Child("service", "port"), port);
        if (spec.IsTrue("insecureSkipTLSVerify") && spec.CountOf("caBundle") > 0) errors.Invalid(Spec.Child("insecureSkipTLSVerify"), true, "may not be true if caBundle is present");
    }

    private static void Priority(JsonMap spec, string field, long most, FieldErrors errors)
    {
        if (spec.Number(field) is var priority && (priority <= 0 || priority > most)) errors.Invalid(Spec.Child(field), priority, $"must be positive and less than {most}");
    }

    private static JsonMap Local(DateTimeOffset now) => new(5)
    {
        ["type"] = "Available",
        ["status"] = "True",
        ["lastTransitionTime"] = TimeText.Format(now),
        ["reason"] = "Local",
        ["message"] = "Local APIServices are always available",
    };
}
