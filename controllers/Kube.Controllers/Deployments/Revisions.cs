using System.Globalization;
using k8s.Models;
using static Kube.Controllers.Deployments.DeploymentAnnotations;

namespace Kube.Controllers.Deployments;

/// <summary>Revision numbers and the annotations a Deployment shares with its ReplicaSets (upstream's deployment_util.go).</summary>
internal static class Revisions
{
    private const int MaxHistoryLength = 2000;

    private static readonly HashSet<string> NotCopied = [LastApplied, Revision, RevisionHistory, DesiredReplicas, MaxReplicas];

    public static long Of(V1ReplicaSet set)
        => long.TryParse(Annotation(set, Revision), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static long Max(IEnumerable<V1ReplicaSet> sets) => sets.Select(Of).DefaultIfEmpty().Max();

    public static string? Annotation(V1ReplicaSet set, string name) => set.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : null;

    /// <summary>Gives a ReplicaSet its revision and the Deployment's annotations; says whether that changed it.</summary>
    public static bool Annotate(V1ReplicaSet set, V1Deployment deployment, long revision)
    {
        var annotations = set.Metadata.Annotations ??= new Dictionary<string, string>();
        var changed = false;
        foreach (var (name, value) in deployment.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            if (!NotCopied.Contains(name) && (!annotations.TryGetValue(name, out var current) || current != value))
            {
                annotations[name] = value;
                changed = true;
            }
        }

        // The number only grows: a new ReplicaSet may have been given its number by an earlier, interrupted run.
        var previous = Of(set);
        if (previous >= revision)
            return changed;
        if (annotations.TryGetValue(Revision, out var text))
            AppendHistory(annotations, text);
        annotations[Revision] = revision.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Records the sizes the Deployment had; says whether that changed the ReplicaSet.</summary>
    public static bool AnnotateSizes(V1ReplicaSet set, int desired, int max)
    {
        var annotations = set.Metadata.Annotations ??= new Dictionary<string, string>();
        var changed = !HasSizes(set, desired, max);
        annotations[DesiredReplicas] = desired.ToString(CultureInfo.InvariantCulture);
        annotations[MaxReplicas] = max.ToString(CultureInfo.InvariantCulture);
        return changed;
    }

    public static bool HasSizes(V1ReplicaSet set, int desired, int max) => Size(set, DesiredReplicas) == desired && Size(set, MaxReplicas) == max;

    public static int? Size(V1ReplicaSet set, string annotation)
        => int.TryParse(Annotation(set, annotation), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private static void AppendHistory(IDictionary<string, string> annotations, string revision)
    {
        var history = annotations.TryGetValue(RevisionHistory, out var earlier) ? $"{earlier},{revision}" : revision;
        while (history.Length > MaxHistoryLength && history.IndexOf(',') is > 0 and var comma)
            history = history[(comma + 1)..];
        annotations[RevisionHistory] = history;
    }
}
