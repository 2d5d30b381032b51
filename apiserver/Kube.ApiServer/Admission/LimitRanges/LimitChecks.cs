using System.Globalization;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.LimitRanges;

/// <summary>What of an object lies outside limits, in upstream's words.</summary>
internal static class LimitChecks
{
    private static readonly Dictionary<string, Quantity> None = [];

    public static IEnumerable<string> OfPod(IEnumerable<JsonMap> limits, JsonMap spec) => limits.SelectMany(limit => limit.Text("type") switch
    {
        "Container" => spec.Maps("containers").Concat(spec.Maps("initContainers")).Select(container => container.Part("resources"))
            .SelectMany(resources => All(limit, resources.Map("requests").Amounts().ToDictionary(), resources.Map("limits").Amounts().ToDictionary())),
        "Pod" => All(limit, PodTotals.Of(spec, "requests"), PodTotals.Of(spec, "limits")),
        _ => [],
    });

    public static IEnumerable<string> OfClaim(IEnumerable<JsonMap> limits, JsonMap spec)
    {
        var requests = spec.Part("resources").Map("requests").Amounts().ToDictionary();
        return limits.Where(limit => limit.Text("type") == "PersistentVolumeClaim").SelectMany(limit => Min(limit, requests, None).Concat(MaxRequest(limit, requests)));
    }

    private static IEnumerable<string> All(JsonMap limit, Dictionary<string, Quantity> requests, Dictionary<string, Quantity> limits) =>
        Min(limit, requests, limits).Concat(Max(limit, requests, limits)).Concat(Ratio(limit, requests, limits));

    private static IEnumerable<string> Min(JsonMap limit, Dictionary<string, Quantity> requests, Dictionary<string, Quantity> limits)
    {
        foreach (var (name, bound) in limit.Map("min").Amounts())
        {
            var text = $"minimum {name} usage per {limit.Text("type")} is {bound}";
            if (!requests.TryGetValue(name, out var request)) yield return $"{text}.  No request is specified";
            else if (request < bound) yield return $"{text}, but request is {request}";
            else if (limits.TryGetValue(name, out var most) && most < bound) yield return $"{text}, but limit is {most}";
        }
    }

    private static IEnumerable<string> Max(JsonMap limit, Dictionary<string, Quantity> requests, Dictionary<string, Quantity> limits)
    {
        foreach (var (name, bound) in limit.Map("max").Amounts())
        {
            var text = $"maximum {name} usage per {limit.Text("type")} is {bound}";
            if (!limits.TryGetValue(name, out var most)) yield return $"{text}.  No limit is specified";
            else if (most > bound) yield return $"{text}, but limit is {most}";
            else if (requests.TryGetValue(name, out var request) && request > bound) yield return $"{text}, but request is {request}";
        }
    }

    /// <summary>Claims have no limits, so what counts is what they request.</summary>
    private static IEnumerable<string> MaxRequest(JsonMap limit, Dictionary<string, Quantity> requests)
    {
        foreach (var (name, bound) in limit.Map("max").Amounts())
        {
            var text = $"maximum {name} usage per {limit.Text("type")} is {bound}";
            if (!requests.TryGetValue(name, out var request)) yield return $"{text}.  No request is specified";
            else if (request > bound) yield return $"{text}, but request is {request}";
        }
    }

    private static IEnumerable<string> Ratio(JsonMap limit, Dictionary<string, Quantity> requests, Dictionary<string, Quantity> limits)
    {
        foreach (var (name, bound) in limit.Map("maxLimitRequestRatio").Amounts())
        {
            var text = $"{name} max limit to request ratio per {limit.Text("type")} is {bound}";
            var (request, most) = (requests.GetValueOrDefault(name).ToDouble(), limits.GetValueOrDefault(name).ToDouble());
            if (request == 0) yield return $"{text}, but no request is specified or request is 0";
            else if (most == 0) yield return $"{text}, but no limit is specified or limit is 0";
            else if (most / request > bound.ToDouble()) yield return $"{text}, but provided ratio is {(most / request).ToString("F6", CultureInfo.InvariantCulture)}";
        }
    }
}
