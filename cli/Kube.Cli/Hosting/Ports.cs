using System.Net;
using System.Net.Sockets;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

internal static class Ports
{
    /// <exception cref="KubeException">Something listens there already.</exception>
    public static void ThrowIfBusy(int port, string use, string option)
    {
        if (!IsFree(port))
        {
            throw new KubeException(
                $"Port {port} of {use} is in use{(PortOwner.Of(port) is { } owner ? $" by {owner}" : "")}: free it, or choose another with {option}.");
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Any, port);
            listener.Server.DualMode = true;
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException)
        {
            return true; // No IPv6, or a port only root may open: the program itself will say so.
        }
    }
}
