using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.IngressClasses;

/// <summary>Rules of ingress classes; the controller of one is its for life.</summary>
internal sealed class IngressClassStrategy : KindStrategy
{
    private const int MaxControllerLength = 250;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Scopes = ["Cluster", "Namespace"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => obj.Spec().Map("parameters")?.Default("scope", "Cluster");

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var controller = obj.Spec().Text("controller");
        if (controller.Length > MaxControllerLength) errors.TooLong(Spec.Child("controller"), MaxControllerLength);
        ValidateDomainPath(controller, errors, Spec.Child("controller"));
        if (obj.Spec().Map("parameters") is { } parameters) ValidateParameters(parameters, errors, Spec.Child("parameters"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        errors.Unchanged(Spec, obj.Spec(), old.Spec(), "controller");
        Validate(obj, errors);
    }

    private static void ValidateDomainPath(string path, FieldErrors errors, FieldPath at)
    {
        if (path.Length == 0)
        {
            errors.Required(at);
            return;
        }
        var parts = path.Split('/', 2);
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            errors.Invalid(at, path, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        errors.InvalidAll(at, parts[0], DnsNames.Subdomain(parts[0]));
    }

    private static void ValidateParameters(JsonMap parameters, FieldErrors errors, FieldPath at)
    {
        if (parameters.String("apiGroup") is { } group) errors.DnsSubdomain(at.Child("apiGroup"), group);
        errors.Required(at, parameters, "kind");
        errors.Required(at, parameters, "name");
        errors.OneOf(at, parameters, "scope", Scopes, required: true);
        var space = parameters.Text("namespace");
        if (parameters.Text("scope") == "Namespace")
        {
            if (space.Length == 0) errors.Required(at.Child("namespace"), "`parameters.scope` is set to 'Namespace'");
            else errors.DnsLabel(at.Child("namespace"), space);
        }
        else if (parameters.Has("namespace")) errors.Forbidden(at.Child("namespace"), "`parameters.scope` is set to 'Cluster'");
    }
}
