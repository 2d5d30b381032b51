using k8s.Models;

namespace Kube.Controllers.Tests.Services;

internal static class ServiceGiven
{
    public static V1Service Service(params (string Name, string Target)[] ports) => new()
    {
        Metadata = new V1ObjectMeta { Name = "svc", NamespaceProperty = "n" },
        Spec = new V1ServiceSpec
        {
            ClusterIP = "10.96.0.9",
            Selector = new Dictionary<string, string> { ["app"] = "web" },
            Ports = [.. ports.Select(port => new V1ServicePort { Name = port.Name, Port = 80, TargetPort = port.Target })],
        },
    };

    public static V1Pod Pod(string name, string? ip, bool ready = true, int port = 80) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "n", Uid = name },
        Spec = new V1PodSpec
        {
            NodeName = "node",
            Containers = [new V1Container { Name = "c", Ports = [new V1ContainerPort { Name = "web", ContainerPort = port }] }],
        },
        Status = new V1PodStatus
        {
            Phase = "Running",
            PodIP = ip,
            Conditions = [new V1PodCondition { Type = "Ready", Status = ready ? "True" : "False" }],
        },
    };
}
