using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.LimitRanges;

/// <summary>Gives containers the requests and limits they do not state, and notes in the pod which.</summary>
internal static class ContainerDefaults
{
    private const string Annotation = "kubernetes.io/limit-ranger";

    public static void Fill(JsonMap pod, IEnumerable<JsonMap> limits)
    {
        var notes = new List<string>();
        var ofContainers = limits.Where(limit => limit.Text("type") == "Container").ToList();
        var spec = pod.GetOrAddMap("spec");
        foreach (var container in spec.Maps("containers")) Fill(container, "container", ofContainers, notes);
        foreach (var container in spec.Maps("initContainers")) Fill(container, "init container", ofContainers, notes);
        if (notes.Count > 0) pod.GetOrAddMap("metadata").GetOrAddMap("annotations")[Annotation] = "LimitRanger plugin set: " + string.Join("; ", notes);
    }

    private static void Fill(JsonMap container, string noun, IReadOnlyList<JsonMap> limits, List<string> notes)
    {
        Fill(container, noun, "request", limits.Select(limit => limit.Map("defaultRequest")), notes);
        Fill(container, noun, "limit", limits.Select(limit => limit.Map("default")), notes);
    }

    private static void Fill(JsonMap container, string noun, string what, IEnumerable<JsonMap?> defaults, List<string> notes)
    {
        var added = new List<string>();
        foreach (var (name, amount) in defaults.SelectMany(map => map ?? []))
        {
            if (container.Part("resources").Part(what + "s").ContainsKey(name)) continue;
            container.GetOrAddMap("resources").GetOrAddMap(what + "s")[name] = amount;
            added.Add(name);
        }
        if (added.Count > 0) notes.Add($"{string.Join(", ", added.Order(StringComparer.Ordinal))} {what} for {noun} {container.Text("name")}");
    }
}
