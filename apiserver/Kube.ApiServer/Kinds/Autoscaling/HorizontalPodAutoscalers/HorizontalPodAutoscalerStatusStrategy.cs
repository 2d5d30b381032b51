using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

/// <summary>Of autoscalers only the spec is out of reach through <c>/status</c>: v1 keeps parts of the status in annotations.</summary>
internal sealed class HorizontalPodAutoscalerStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    protected override bool MetadataMayChange => true;
}
