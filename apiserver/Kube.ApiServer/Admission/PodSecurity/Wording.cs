namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>How violations speak of several things.</summary>
internal static class Wording
{
    public static string Quote(IEnumerable<string> items) => $"\"{string.Join("\", \"", items)}\"";

    /// <summary>Each once, in order.</summary>
    public static IReadOnlyList<string> Sorted(IEnumerable<string> items) => [.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static string Plural(string one, int count) => count == 1 ? one : one + "s";

    public static string Named(string noun, IReadOnlyCollection<string> names) => $"{Plural(noun, names.Count)} {Quote(names)}";

    public static string Containers(IReadOnlyCollection<string> names) => Named("container", names);

    /// <summary>The pod, containers of it, or both.</summary>
    public static string Setters(bool pod, IReadOnlyCollection<string> containers) =>
        string.Join(" and ", ((string[])[pod ? "pod" : "", containers.Count > 0 ? Containers(containers) : ""]).Where(setter => setter.Length > 0));
}
