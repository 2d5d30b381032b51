using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Kube.Cli.Clusters;

namespace Kube.Cli.Pki;

/// <summary>The names and addresses under which the programs of a cluster are called: those kubeadm puts into serving certificates, and this machine's.</summary>
internal sealed class ServingNames(ClusterSettings settings)
{
    private static readonly string[] Local = [.. new[] { "localhost", Environment.MachineName.ToLowerInvariant() }.Distinct()];

    public CertificateSubject ApiServer() => CertificateSubject.Serving(
        "kube-apiserver",
        [.. Local, settings.Name, "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"],
        [.. MachineAddresses(), FirstAddressOf(settings.ServiceCidr)]);

    public CertificateSubject Kubelet() => CertificateSubject.Serving(
        $"system:node:{settings.Name}",
        [.. Local.Append(settings.Name).Distinct()],
        [.. MachineAddresses()]);

    /// <summary>The API server's own Service takes the first address of the service range.</summary>
    public static IPAddress FirstAddressOf(string cidr)
    {
        var bytes = IPNetwork.Parse(cidr).BaseAddress.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes);
    }

    /// <summary>Where this machine is reached from its containers: the address it reaches the world from, or the first it has.</summary>
    public static IPAddress AdvertiseAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Connect(new IPAddress([192, 0, 2, 1]), 9); // Sends nothing: the system only chooses a route (RFC 5737 address).
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return MachineAddresses().FirstOrDefault(address => !IPAddress.IsLoopback(address) && address.AddressFamily == AddressFamily.InterNetwork)
                ?? IPAddress.Loopback;
        }
    }

    private static IEnumerable<IPAddress> MachineAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !address.IsIPv6LinkLocal)
            .Union([IPAddress.Loopback, IPAddress.IPv6Loopback]);
}
