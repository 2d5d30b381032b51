using k8s.Models;
using Kube.Machinery;

namespace Kube.Controllers.Namespaces;

/// <summary>How far the deletion of a namespace has come, as its conditions say it (upstream's status_condition_utils.go).</summary>
internal sealed class DeletionReport
{
    private readonly List<string> _failures = [];
    private readonly List<Remaining> _remaining = [];
    private string? _discoveryFailure;

    public bool IsEmpty => _failures.Count == 0 && _remaining.Count == 0 && _discoveryFailure is null;

    public void DiscoveryFailed(Exception failure) => _discoveryFailure = failure.Message;

    public void DeletionFailed(Exception failure) => _failures.Add(failure.Message);

    public void Add(Remaining? remaining)
    {
        if (remaining is not null)
            _remaining.Add(remaining);
    }

    /// <summary>Writes the conditions into a status; a condition keeps its transition time while its status stays.</summary>
    public void WriteTo(V1NamespaceStatus status, DateTimeOffset now)
    {
        Set(status, now, "NamespaceDeletionDiscoveryFailure", _discoveryFailure is not null,
            ("DiscoveryFailed", $"Discovery failed for some groups: {_discoveryFailure}"),
            ("ResourcesDiscovered", "All resources successfully discovered"));
        Set(status, now, "NamespaceDeletionGroupVersionParsingFailure", false,
            default, ("ParsedGroupVersions", "All legacy kube types successfully parsed"));
        Set(status, now, "NamespaceDeletionContentFailure", _failures.Count > 0,
            ("ContentDeletionFailed", $"Failed to delete all resource types, {_failures.Count} remaining: {string.Join(", ", _failures.Order(StringComparer.Ordinal))}"),
            ("ContentDeleted", "All content successfully deleted, may be waiting on finalization"));
        Set(status, now, "NamespaceContentRemaining", _remaining.Count > 0,
            ("SomeResourcesRemain", $"Some resources are remaining: {Resources()}"),
            ("ContentRemoved", "All content successfully removed"));
        var finalizers = Finalizers();
        Set(status, now, "NamespaceFinalizersRemaining", finalizers.Length > 0,
            ("SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {finalizers}"),
            ("ContentHasNoFinalizers", "All content-preserving finalizers finished"));
    }

    private string Resources()
        => string.Join(", ", _remaining
            .Select(left => $"{left.Resource.Plural}.{left.Resource.Group} has {left.Count} resource instances")
            .Order(StringComparer.Ordinal));

    private string Finalizers()
        => string.Join(", ", _remaining.SelectMany(left => left.Finalizers)
            .GroupBy(entry => entry.Key, entry => entry.Value)
            .Select(group => $"{group.Key} in {group.Sum()} resource instances")
            .Order(StringComparer.Ordinal));

    private static void Set(
        V1NamespaceStatus status, DateTimeOffset now, string type, bool isTrue,
        (string Reason, string Message) whenTrue, (string Reason, string Message) whenFalse)
    {
        var (reason, message) = isTrue ? whenTrue : whenFalse;
        var value = isTrue ? "True" : "False";
        status.Conditions ??= [];
        var condition = status.Conditions.FirstOrDefault(existing => existing.Type == type);
        if (condition is null)
            status.Conditions.Add(condition = new V1NamespaceCondition { Type = type });
        if (condition.Status != value)
            condition.LastTransitionTime = ApiTime.Seconds(now);
        condition.Status = value;
        condition.Reason = reason;
        condition.Message = message;
    }
}
