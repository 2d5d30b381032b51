using Docker.DotNet;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>The bridge that gives this node's pods their addresses.</summary>
internal sealed class DockerNetwork(INetworkOperations networks, DockerRuntimeOptions options, DockerLabels labels)
{
    /// <summary>A name of its own for each pod CIDR: kubelets that are given the same one share it.</summary>
    public string Name { get; } = $"kube-{options.PodCidr.Replace('/', '-')}";

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var existing = await DockerCall.RunAsync(() => networks.ListNetworksAsync(new NetworksListParameters(), cancellationToken));
        if (existing.Any(network => network.Name == Name))
            return;
        try
        {
            await DockerCall.RunAsync(() => networks.CreateNetworkAsync(
                new NetworksCreateParameters
                {
                    Name = Name,
                    Driver = "bridge",
                    CheckDuplicate = true,
                    Labels = labels.OfNode(),
                    IPAM = new IPAM { Driver = "default", Config = [new IPAMConfig { Subnet = options.PodCidr }] },
                },
                cancellationToken));
        }
        catch (RuntimeException e) when (e.Message.Contains("overlap", StringComparison.OrdinalIgnoreCase))
        {
            throw new RuntimeException($"the pod CIDR {options.PodCidr} overlaps another Docker network; choose another with --pod-cidr", e);
        }
        catch (RuntimeException e) when (e.InnerException is DockerApiException { StatusCode: System.Net.HttpStatusCode.Conflict })
        {
            // another kubelet on this machine made it just now
        }
    }
}
