namespace Kube.Controllers.Scheduling.Framework;

/// <summary>Why a filter turned a node, or a pod as a whole, down. No rejection (null) means it passed.</summary>
/// <param name="Plugin">The name of the plugin that decides, as upstream calls it.</param>
/// <param name="Resolvable">Whether removing pods from the node could change the answer, so that preemption is worth trying.</param>
/// <param name="Reasons">Each is counted over the nodes in the message users see.</param>
internal sealed record Rejection(string Plugin, bool Resolvable, params IReadOnlyList<string> Reasons)
{
    /// <summary>A rejection that evicting pods can cure.</summary>
    public static Rejection Unschedulable(string plugin, params IReadOnlyList<string> reasons) => new(plugin, true, reasons);

    /// <summary>A rejection that no eviction can cure.</summary>
    public static Rejection Unresolvable(string plugin, params IReadOnlyList<string> reasons) => new(plugin, false, reasons);

    public string Message => string.Join(", ", Reasons);
}
