namespace Kube.Controllers.Scheduling.Framework;

/// <summary>Upstream's names of the plugins of the default profile.</summary>
internal static class PluginNames
{
    public const string NodeUnschedulable = "NodeUnschedulable";
    public const string NodeName = "NodeName";
    public const string TaintToleration = "TaintToleration";
    public const string NodeAffinity = "NodeAffinity";
    public const string NodePorts = "NodePorts";
    public const string NodeResourcesFit = "NodeResourcesFit";
    public const string VolumeRestrictions = "VolumeRestrictions";
    public const string VolumeBinding = "VolumeBinding";
    public const string PodTopologySpread = "PodTopologySpread";
    public const string InterPodAffinity = "InterPodAffinity";
    public const string DynamicResources = "DynamicResources";
    public const string DefaultPreemption = "DefaultPreemption";
    public const string NodeResourcesBalancedAllocation = "NodeResourcesBalancedAllocation";
    public const string ImageLocality = "ImageLocality";
}
