namespace Kube.Controllers.Scheduling.Watching;

internal static class Maps
{
    /// <summary>Whether two maps hold the same; an absent one is an empty one.</summary>
    public static bool Equal<T>(IDictionary<string, T>? left, IDictionary<string, T>? right)
        where T : class
        => (left?.Count ?? 0) == (right?.Count ?? 0)
            && (left is null || left.All(entry => right!.TryGetValue(entry.Key, out var value) && value.Equals(entry.Value)));
}
