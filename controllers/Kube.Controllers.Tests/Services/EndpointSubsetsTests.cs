using k8s.Models;
using Kube.Controllers.Endpoints;
using Kube.Controllers.Services;

namespace Kube.Controllers.Tests.Services;

public sealed class EndpointSubsetsTests
{
    [Fact]
    public void Of_ReadyAndNotReadyPods_ShareASubset()
    {
        var subset = Assert.Single(EndpointSubsets.Of(ServiceGiven.Service(("http", "80")), [ServiceGiven.Pod("a", "10.0.0.2"), ServiceGiven.Pod("b", "10.0.0.1", ready: false)])!);
        Assert.Equal("10.0.0.2", Assert.Single(subset.Addresses).Ip);
        Assert.Equal("10.0.0.1", Assert.Single(subset.NotReadyAddresses).Ip);
        Assert.Equal(80, Assert.Single(subset.Ports).Port);
    }

    [Fact]
    public void Of_NamedPortDiffers_MakesTwoSubsets()
    {
        var subsets = EndpointSubsets.Of(ServiceGiven.Service(("http", "web")), [ServiceGiven.Pod("a", "10.0.0.1", port: 8080), ServiceGiven.Pod("b", "10.0.0.2", port: 8081)]);
        Assert.Equal([8080, 8081], subsets!.Select(subset => subset.Ports[0].Port));
    }

    [Fact]
    public void Of_SeveralPortsSamePods_ShareASubset()
        => Assert.Equal(2, Assert.Single(EndpointSubsets.Of(ServiceGiven.Service(("a", "1"), ("b", "2")), [ServiceGiven.Pod("a", "10.0.0.1")])!).Ports.Count);

    [Fact]
    public void Of_FinishedTerminatingOrAddresslessPods_AreLeftOut()
    {
        var terminating = ServiceGiven.Pod("t", "10.0.0.3");
        terminating.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        var finished = ServiceGiven.Pod("f", "10.0.0.4");
        finished.Status.Phase = "Succeeded";
        Assert.Null(EndpointSubsets.Of(ServiceGiven.Service(("http", "80")), [terminating, finished, ServiceGiven.Pod("n", null)]));
    }

    [Fact]
    public void Of_HeadlessWithoutPorts_HasAddressesOnly()
    {
        var service = ServiceGiven.Service();
        service.Spec.ClusterIP = "None";
        var pod = ServiceGiven.Pod("a", "10.0.0.1");
        (pod.Spec.Hostname, pod.Spec.Subdomain) = ("a", "svc");
        var subset = Assert.Single(EndpointSubsets.Of(service, [pod])!);
        Assert.Null(subset.Ports);
        Assert.Equal("a", Assert.Single(subset.Addresses).Hostname);
    }

    [Fact]
    public void PortOf_Sidecar_CountsButOtherInitContainersDoNot()
    {
        var pod = ServiceGiven.Pod("a", "10.0.0.1");
        pod.Spec.InitContainers =
        [
            new V1Container { Name = "init", Ports = [new V1ContainerPort { Name = "admin", ContainerPort = 1 }] },
            new V1Container { Name = "side", RestartPolicy = "Always", Ports = [new V1ContainerPort { Name = "admin", ContainerPort = 2 }] },
        ];
        Assert.Equal(2, pod.PortOf(new V1ServicePort { Port = 9, TargetPort = "admin" }));
        Assert.Null(pod.PortOf(new V1ServicePort { Port = 9, TargetPort = "none" }));
        Assert.Equal(9, pod.PortOf(new V1ServicePort { Port = 9 }));
    }
}
