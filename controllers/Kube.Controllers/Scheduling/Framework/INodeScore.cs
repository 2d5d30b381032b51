using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A score prepared for one pod.</summary>
internal interface INodeScore
{
    /// <summary>The raw score of one node; what its scale is, is <see cref="Normalize"/>'s business.</summary>
    long Score(NodeInfo node);

    /// <summary>Brings raw scores to 0..<see cref="Scale.Max"/>, in place. The default says that they already are.</summary>
    void Normalize(Span<long> scores, IReadOnlyList<NodeInfo> nodes)
    {
    }
}
