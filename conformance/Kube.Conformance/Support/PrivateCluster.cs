using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kube.Conformance.Support;

/// <summary>
/// A cluster of a test's own: its own data directory, kubeconfig, ports and name. Disposing it takes it down and deletes everything.
/// </summary>
public sealed class PrivateCluster(string runtime) : IAsyncDisposable
{
    public const string Docker = "docker";
    public const string Simulated = "simulated";

    private static int _count;
    private static int _lastPort = Random.Shared.Next(15_000, 29_000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-conformance-");

    public string Name { get; } = $"kc{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public int Port { get; } = FreePort();

    public int KubeletPort { get; } = FreePort();

    public string DataDirectory => Path.Combine(_folder.FullName, "data");

    public string Kubeconfig => Path.Combine(_folder.FullName, "config");

    public Kubectl Kubectl => new(Kubeconfig);

    /// <summary>
    /// A port nobody listens on, given once in this run, and from below those the system gives to connections: it stays free until
    /// a program of the cluster takes it.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    public Task<Outcome> TryUpAsync(params string[] more) => KubeCommand.RunAsync(
        Kubeconfig,
        ["up", "--data-dir", DataDirectory, "--name", Name, "--runtime", runtime, "--port", Text(Port), "--kubelet-port", Text(KubeletPort), .. more]);

    public async Task<Outcome> UpAsync() => (await TryUpAsync()).Succeeded();

    public async Task<Outcome> DownAsync(params string[] more) => (await CommandAsync(["down", .. more])).Succeeded();

    /// <summary>Any other command on this cluster.</summary>
    public Task<Outcome> CommandAsync(params string[] arguments) => KubeCommand.RunAsync(Kubeconfig, [.. arguments, "--data-dir", DataDirectory]);

    /// <summary>The process of a component, as <c>kube status</c> shows it.</summary>
    public async Task<int> ProcessOfAsync(string component)
    {
        var row = (await CommandAsync("status")).Lines.Single(line => line.StartsWith(component + " ", StringComparison.Ordinal));
        return int.Parse(row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture);
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync(string component)
    {
        using var process = Process.GetProcessById(await ProcessOfAsync(component));
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(DataDirectory))
            await CommandAsync("down", "--delete-data");
        _folder.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
