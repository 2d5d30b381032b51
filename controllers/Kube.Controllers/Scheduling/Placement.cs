using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling;

/// <summary>Where a pod goes, or why nowhere. Exactly one of the three is true.</summary>
internal abstract record Placement
{
    public sealed record On(NodeInfo Node) : Placement;

    /// <param name="Filters">The pod's filters, for asking what would be if pods made room; null when it was turned down as a whole.</param>
    public sealed record Nowhere(Diagnosis Diagnosis, PodFilters? Filters) : Placement;

    public sealed record NoNodes : Placement
    {
        public const string Message = "no nodes available to schedule pods";
    }
}
