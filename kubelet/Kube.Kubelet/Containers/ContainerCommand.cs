using System.Text;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Containers;

/// <summary>Runs a command in a container and keeps the beginning of what it prints.</summary>
internal static class ContainerCommand
{
    private const int MaxOutput = 10 * 1024;

    public static async Task<(int ExitCode, string Output)> RunAsync(
        IContainerStreams streams, string containerId, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        await using var session = await streams.ExecAsync(containerId, new ExecRequest(command, Stdin: false, Tty: false), cancellationToken);
        var output = new MemoryStream();
        var buffer = new byte[4096];
        while (await session.ReadAsync(buffer, cancellationToken) is { Count: > 0 } read)
            output.Write(buffer, 0, (int)Math.Min(read.Count, MaxOutput - output.Length));
        return (await session.GetExitCodeAsync(cancellationToken) ?? 0, Encoding.UTF8.GetString(output.ToArray()));
    }
}
