using System.Net;
using System.Net.NetworkInformation;

namespace Kube.Cli.Hosting;

/// <summary>Chooses the addresses of a new cluster's pods: no network of this machine has any of them, another cluster's least of all.</summary>
internal static class PodRange
{
    public static string Unused() => Unused(
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)]);

    public static string Unused(IReadOnlyCollection<IPAddress> used) =>
        Enumerable.Range(0, 256)
            .Select(number => IPNetwork.Parse($"10.244.{number}.0/24"))
            .First(network => !used.Any(network.Contains))
            .ToString();
}
