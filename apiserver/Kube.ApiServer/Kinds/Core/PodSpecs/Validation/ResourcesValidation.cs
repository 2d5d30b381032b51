using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Requests and limits of a container or, with its own names, of a whole pod.</summary>
internal static class ResourcesValidation
{
    public static void Validate(JsonMap resources, IReadOnlySet<string> claimNames, FieldErrors errors, FieldPath at) =>
        Validate(resources, claimNames, errors, at, errors.ContainerResourceName);

    /// <summary>Amounts that are limits on their own, as a pod's overhead is.</summary>
    public static void ValidateLimits(JsonMap? limits, FieldErrors errors, FieldPath at)
    {
        if (limits is not null) Validate(new JsonMap(1) { ["limits"] = limits }, new HashSet<string>(), errors, at);
    }

    public static void Validate(JsonMap resources, IReadOnlySet<string> claimNames, FieldErrors errors, FieldPath at, Action<FieldPath, string> checkName)
    {
        var (limits, requests) = (resources.Part("limits"), resources.Part("requests"));
        foreach (var (name, limit) in limits.Amounts()) ValidateAmount(name, limit, errors, at.Child("limits").Key(name), checkName);
        foreach (var (name, request) in requests.Amounts())
        {
            ValidateAmount(name, request, errors, at.Child("requests").Key(name), checkName);
            ValidateAgainstLimit(name, request, limits, errors, at);
        }
        var names = limits.Keys.Concat(requests.Keys).ToList();
        if (names.Exists(ResourceNames.IsHugePages) && !names.Exists(name => name is "cpu" or "memory")) errors.Forbidden(at, "HugePages require cpu or memory");
        ValidateClaims(resources, claimNames, errors, at.Child("claims"));
    }

    private static void ValidateAmount(string name, Quantity amount, FieldErrors errors, FieldPath at, Action<FieldPath, string> checkName)
    {
        checkName(at, name);
        errors.ResourceAmount(at, name, amount);
        if (!ResourceNames.IsHugePages(name) || !Quantity.TryParse(name.AsSpan(ResourceNames.HugePagesPrefix.Length), out var page, out _)) return;
        if (page.Sign <= 0 || amount.Sign < 0 || amount.Value % page.Value != 0) errors.Invalid(at, amount.ToString(), $"{amount} is not positive integer multiple of {name}");
    }

    private static void ValidateAgainstLimit(string name, Quantity request, JsonMap limits, FieldErrors errors, FieldPath at)
    {
        var overcommit = ResourceNames.IsOvercommitAllowed(name);
        if (limits.Amount(name) is not { } limit)
        {
            if (!overcommit) errors.Required(at.Child("limits"), "Limit must be set for non overcommitable resources");
        }
        else if (!overcommit && request != limit) errors.Invalid(at.Child("requests"), request.ToString(), $"must be equal to {name} limit of {limit}");
        else if (request > limit) errors.Invalid(at.Child("requests"), request.ToString(), $"must be less than or equal to {name} limit of {limit}");
    }

    private static void ValidateClaims(JsonMap resources, IReadOnlySet<string> claimNames, FieldErrors errors, FieldPath at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var claim in resources.Maps("claims"))
        {
            var here = at.Index(index++);
            var (name, request) = (claim.Text("name"), claim.Text("request"));
            if (name.Length == 0)
            {
                errors.Required(here);
                continue;
            }
            if (request.Length > 0) errors.DnsLabel(here.Child("request"), request);
            var key = request.Length > 0 ? $"{name}/{request}" : name;
            // A claim as a whole overlaps with any of its requests.
            var overlaps = seen.Contains(name) || (request.Length == 0 && seen.Any(other => other.StartsWith(name + "/", StringComparison.Ordinal)));
            if (overlaps || !seen.Add(key)) errors.Duplicate(here, overlaps ? name : key);
            if (!claimNames.Contains(name))
            {
                var known = claimNames.Count == 0 ? " which is empty" : ": " + string.Join(", ", claimNames.Order(StringComparer.Ordinal));
                errors.NotFound(here, name, "must be one of the names in pod.spec.resourceClaims" + known);
            }
        }
    }
}
