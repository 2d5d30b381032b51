using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources;

/// <summary>The devices a claim asks for, in a claim or in its template: <c>pkg/apis/resource</c>.</summary>
internal static class DeviceRequests
{
    public const string Group = "resource.k8s.io";

    private const int MaxRequests = 32;
    private const int MaxSelectors = 32;

    private static readonly string[] Modes = ["All", "ExactCount"];

    public static void SetDefaults(JsonMap claimSpec)
    {
        foreach (var request in Single(claimSpec))
        {
            if (request.Text("allocationMode").Length == 0) request["allocationMode"] = "ExactCount";
            if (request.Text("allocationMode") == "ExactCount" && request.Number("count") == 0) request["count"] = 1L;
            foreach (var toleration in request.Maps("tolerations").Where(toleration => toleration.Text("operator").Length == 0)) toleration["operator"] = "Equal";
        }
    }

    public static void Validate(JsonMap claimSpec, FieldErrors errors, FieldPath at)
    {
        var devices = claimSpec.Part("devices");
        var requests = at.Child("devices", "requests");
        if (devices.CountOf("requests") > MaxRequests) errors.TooMany(requests, devices.CountOf("requests"), MaxRequests);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var request in devices.Maps("requests"))
        {
            var here = requests.Index(index++);
            ValidateName(request, names, errors, here.Child("name"));
            var (exactly, choices) = (request.Map("exactly"), request.Maps("firstAvailable").ToList());
            if (exactly is null && choices.Count == 0) errors.Required(here, "exactly one of `exactly` or `firstAvailable` is required");
            else if (exactly is not null && choices.Count > 0) errors.Invalid(here, request, "exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set");
            if (exactly is not null) ValidateRequest(exactly, errors, here.Child("exactly"));
            var own = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < choices.Count; i++)
            {
                ValidateName(choices[i], own, errors, here.Child("firstAvailable").Index(i).Child("name"));
                ValidateRequest(choices[i], errors, here.Child("firstAvailable").Index(i));
            }
        }
    }

    public static void ValidateSelectors(JsonMap holder, FieldErrors errors, FieldPath at)
    {
        if (holder.CountOf("selectors") > MaxSelectors) errors.TooMany(at, holder.CountOf("selectors"), MaxSelectors);
        var index = 0;
        foreach (var selector in holder.Maps("selectors"))
        {
            var here = at.Index(index++).Child("cel");
            if (selector.Map("cel") is { } cel) errors.Required(here, cel, "expression");
            else errors.Required(here);
        }
    }

    private static void ValidateName(JsonMap named, HashSet<string> names, FieldErrors errors, FieldPath at)
    {
        if (named.Text("name") is not { Length: > 0 } name) errors.Required(at);
        else if (!names.Add(name)) errors.Duplicate(at, name);
        else errors.DnsLabel(at, name);
    }

    private static void ValidateRequest(JsonMap request, FieldErrors errors, FieldPath at)
    {
        if (request.Text("deviceClassName") is { Length: > 0 } kind) errors.DnsSubdomain(at.Child("deviceClassName"), kind);
        else errors.Required(at.Child("deviceClassName"));
        ValidateSelectors(request, errors, at.Child("selectors"));
        errors.OneOf(at, request, "allocationMode", Modes, required: true);
        if (request.Text("allocationMode") == "All" && request.Number("count") != 0)
            errors.Invalid(at.Child("count"), request.Number("count"), "must not be specified when allocationMode is 'All'");
        if (request.Text("allocationMode") == "ExactCount" && request.Number("count") <= 0)
            errors.Invalid(at.Child("count"), request.Number("count"), "must be greater than zero");
    }

    private static IEnumerable<JsonMap> Single(JsonMap claimSpec)
    {
        foreach (var request in claimSpec.Part("devices").Maps("requests"))
        {
            if (request.Map("exactly") is { } exactly) yield return exactly;
            foreach (var choice in request.Maps("firstAvailable")) yield return choice;
        }
    }
}
