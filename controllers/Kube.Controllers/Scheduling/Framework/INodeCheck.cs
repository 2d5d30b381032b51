using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A filter prepared for one pod.</summary>
internal interface INodeCheck
{
    /// <summary>Why the pod can't run on the node, null when it can.</summary>
    Rejection? Check(NodeInfo node);
}
