namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>Names of the resources every node has, as in core/v1.</summary>
internal static class ResourceNames
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string EphemeralStorage = "ephemeral-storage";
    public const string Pods = "pods";
    public const string HugePagesPrefix = "hugepages-";
}
