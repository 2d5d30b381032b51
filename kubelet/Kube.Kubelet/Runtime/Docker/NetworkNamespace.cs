using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>Connects from inside a pod, so that a server bound to its loopback is reached too.</summary>
internal static class NetworkNamespace
{
    /// <param name="pid">A process in the namespace; null means the host's own.</param>
    public static async Task<Stream> ConnectAsync(int? pid, int port, CancellationToken cancellationToken)
    {
        // A socket belongs to the namespace of the thread that makes it: a thread of its own enters and then ends.
        var made = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                if (pid is { } id)
                    Enter(id);
                made.SetResult(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
            }
            catch (Exception e)
            {
                made.SetException(e);
            }
        })
        { IsBackground = true, Name = "pod network namespace" };
        thread.Start();
        var socket = await made.Task;
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Enter(int pid)
    {
        using var file = File.OpenHandle($"/proc/{pid}/ns/net");
        if (Libc.EnterNamespace((int)file.DangerousGetHandle(), Libc.CloneNewNet) != 0)
            throw new RuntimeException($"cannot enter the network namespace of process {pid}: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
