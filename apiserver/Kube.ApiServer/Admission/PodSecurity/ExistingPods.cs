using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>Which pods of a namespace do not meet a standard it is about to have; of a great many only the first are looked at.</summary>
internal sealed class ExistingPods(PodSecurityConfiguration configuration)
{
    private const int MaxPods = 3000;

    public IReadOnlyList<string> Warnings(AdmissionRequest request, Standard standard)
    {
        var snapshot = request.Snapshot(PodKind.Resource);
        var pods = OneOfEachOwnerFirst(snapshot.Enumerate(request.Name).Select(pod => (JsonMap)JsonReader.Read(pod.Json.Span)!)
            .Where(pod => !configuration.RuntimeClasses.Contains(pod.Spec().Text("runtimeClassName"))).ToList());
        var bad = pods.Take(MaxPods)
            .Select(pod => (Name: pod.Name(), Why: string.Join(", ", PolicyChecks.Violations(standard, new CheckedPod(pod.Metadata(), pod.Spec())).Select(violation => violation.Reason))))
            .Where(pod => pod.Why.Length > 0).GroupBy(pod => pod.Why, pod => pod.Name).ToList();

        var warnings = new List<string>();
        if (pods.Count > MaxPods) warnings.Add($"new PodSecurity enforce level only checked against the first {MaxPods} of {pods.Count} existing pods");
        if (bad.Count > 0) warnings.Add($"existing pods in namespace \"{request.Name}\" violate the new PodSecurity enforce level \"{standard}\"");
        return [.. warnings, .. bad.Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(IGrouping<string, string> same)
    {
        var more = same.Count() - 1;
        var others = more == 0 ? "" : more == 1 ? " (and 1 other pod)" : $" (and {more} other pods)";
        return $"{same.Min(StringComparer.Ordinal)}{others}: {same.Key}";
    }

    /// <summary>Pods of one controller are alike: the rest of them come last.</summary>
    private static List<JsonMap> OneOfEachOwnerFirst(List<JsonMap> pods)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (first, rest) = (new List<JsonMap>(), new List<JsonMap>());
        foreach (var pod in pods)
        {
            var owner = pod.Metadata().Maps("ownerReferences").FirstOrDefault(reference => reference.IsTrue("controller"))?.Text("uid");
            (owner is null || seen.Add(owner) ? first : rest).Add(pod);
        }
        return [.. first, .. rest];
    }
}
