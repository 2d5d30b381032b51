namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>
/// autoscaling/v1 Scale of a workload: <c>spec.replicas</c>, <c>status.replicas</c> and the pods' selector, read from and
/// written to the parent.
/// </summary>
internal sealed class ScaleSubresource : Subresource
{
    public const string ScaleName = "scale";

    public override Verb Verbs => Verb.Change;
}
