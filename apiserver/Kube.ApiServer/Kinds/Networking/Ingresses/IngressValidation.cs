using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.Ingresses;

/// <summary>ValidateIngressSpec of <c>pkg/apis/networking/validation</c>.</summary>
internal static class IngressValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] PathTypes = ["Exact", "ImplementationSpecific", "Prefix"];
    private static readonly string[] NotInPaths = ["//", "/./", "/../", "%2f", "%2F"];
    private static readonly string[] NotAtEnds = ["/..", "/."];

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        var backend = spec.Map("defaultBackend");
        if (backend is not null) ValidateBackend(backend, errors, Spec.Child("defaultBackend"));
        else if (spec.CountOf("rules") == 0) errors.Invalid(Spec, spec["rules"], "either `defaultBackend` or `rules` must be specified");
        var index = 0;
        foreach (var rule in spec.Maps("rules")) ValidateRule(rule, errors, Spec.Child("rules").Index(index++));
        index = 0;
        foreach (var tls in spec.Maps("tls")) ValidateTls(tls, errors, Spec.Child("tls").Index(index++));
        if (spec.String("ingressClassName") is { } name) errors.DnsSubdomain(Spec.Child("ingressClassName"), name);
    }

    private static void ValidateRule(JsonMap rule, FieldErrors errors, FieldPath at)
    {
        if (rule.Text("host") is { Length: > 0 } host)
        {
            if (IpRules.TryParse(host, out _)) errors.Invalid(at.Child("host"), host, "must be a DNS name, not an IP address");
            ValidateHost(host, errors, at.Child("host"));
        }
        if (rule.Map("http") is not { } http) return;
        var paths = at.Child("http", "paths");
        if (http.CountOf("paths") == 0) errors.Required(paths);
        var index = 0;
        foreach (var path in http.Maps("paths")) ValidatePath(path, errors, paths.Index(index++));
    }

    private static void ValidateHost(string host, FieldErrors errors, FieldPath at) =>
        errors.InvalidAll(at, host, host.Contains('*') ? DnsNames.WildcardSubdomain(host) : DnsNames.Subdomain(host));

    private static void ValidatePath(JsonMap path, FieldErrors errors, FieldPath at)
    {
        var text = path.Text("path");
        switch (path.String("pathType"))
        {
            case null:
                errors.Required(at.Child("pathType"), "pathType must be specified");
                break;
            case "Exact" or "Prefix":
                ValidateStrictPath(text, errors, at.Child("path"));
                break;
            case "ImplementationSpecific":
                if (text.Length > 0 && !text.StartsWith('/')) errors.Invalid(at.Child("path"), text, "must be an absolute path");
                break;
            case var other:
                errors.NotSupported(at.Child("pathType"), other, PathTypes);
                break;
        }
        ValidateBackend(path.Part("backend"), errors, at.Child("backend"));
    }

    private static void ValidateStrictPath(string path, FieldErrors errors, FieldPath at)
    {
        if (!path.StartsWith('/')) errors.Invalid(at, path, "must be an absolute path");
        if (path.Length == 0) return;
        foreach (var bad in NotInPaths)
        {
            if (path.Contains(bad, StringComparison.Ordinal)) errors.Invalid(at, path, $"must not contain '{bad}'");
        }
        foreach (var bad in NotAtEnds)
        {
            if (path.EndsWith(bad, StringComparison.Ordinal)) errors.Invalid(at, path, $"cannot end with '{bad}'");
        }
    }

    private static void ValidateBackend(JsonMap backend, FieldErrors errors, FieldPath at)
    {
        var (resource, service) = (backend.Map("resource"), backend.Map("service"));
        if (resource is not null && service is not null) errors.Invalid(at, "", "cannot set both resource and service backends");
        else if (resource is not null)
        {
            errors.Required(at.Child("resource"), resource, "kind");
            errors.Required(at.Child("resource"), resource, "name");
        }
        else if (service is null) errors.Invalid(at, "", "resource or service backend is required");
        else ValidateService(service, errors, at.Child("service"));
    }

    private static void ValidateService(JsonMap service, FieldErrors errors, FieldPath at)
    {
        if (service.Text("name") is { Length: > 0 } name) errors.InvalidAll(at.Child("name"), name, DnsNames.Label(name));
        else errors.Required(at.Child("name"));
        var (portName, number) = (service.Part("port").Text("name"), service.Part("port").Number("number"));
        if (portName.Length > 0 && number != 0) errors.Invalid(at, "", "cannot set both port name & port number");
        else if (portName.Length > 0) errors.InvalidAll(at.Child("port", "name"), portName, Ports.Name(portName));
        else if (number != 0) errors.Port(at.Child("port", "number"), number);
        else errors.Required(at, "port name or number is required");
    }

    private static void ValidateTls(JsonMap tls, FieldErrors errors, FieldPath at)
    {
        var hosts = tls.Strings("hosts");
        for (var i = 0; i < hosts.Count; i++) ValidateHost(hosts[i], errors, at.Child("hosts").Index(i));
        if (tls.Text("secretName") is { Length: > 0 } secret) errors.DnsSubdomain(at.Child("secretName"), secret);
    }
}
