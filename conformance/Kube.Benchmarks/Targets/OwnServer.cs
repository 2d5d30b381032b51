using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kube.Benchmarks.Load;

namespace Kube.Benchmarks.Targets;

/// <summary>An API server of this run's own, with its defaults and the authorization <c>kube up</c> starts it with.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    /// <summary>The name, and the token, of a user who may do nothing unless he is given a role.</summary>
    public const string Reader = "reader";

    private const string Token = "bench";
    private const string Authorization = "Node,RBAC";

    private readonly string _folder;
    private readonly string _program;
    private readonly string _authorization;
    private Process? _process;

    private OwnServer(string folder, string program, string authorization)
    {
        (_folder, _program, _authorization) = (folder, program, authorization);
        Target = new Target("127.0.0.1", FreePort(), Token);
        File.WriteAllText(Path.Combine(folder, "tokens"), $"{Token},bench,1,\"system:masters\"\n{Reader},{Reader},2\n");
    }

    public Target Target { get; }

    public static OwnServer In(string folder, string? programs)
    {
        var program = Path.Combine(programs ?? AppContext.BaseDirectory, "kube-apiserver");
        return File.Exists(program) ? new OwnServer(folder, program, Authorization) : throw new BenchmarkException($"there is no {program}: name a server with --server or --kubeconfig, or start with ./kube bench");
    }

    /// <summary>Another one, with a store of its own that is empty.</summary>
    public OwnServer Fresh(string authorization = Authorization) =>
        new(Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName, _program, authorization);

    /// <returns>How long it took until <c>/readyz</c> said ok.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        _process = Process.Start(new ProcessStartInfo(_program,
        [
            "--secure-port", Target.Port.ToString(CultureInfo.InvariantCulture), "--bind-address", Target.Host, "--data-dir", Path.Combine(_folder, "data"),
            "--token-auth-file", Path.Combine(_folder, "tokens"), "--authorization-mode", _authorization,
        ]))!;
        var ready = Target.Request("GET", "/readyz");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!_process.HasExited)
        {
            try
            {
                await using var connection = await Connection.OpenAsync(Target, cancellation);
                await connection.SendAsync(ready, cancellation);
                if (connection.Status == 200) return clock.Elapsed;
            }
            catch (IOException)
            {
                // Not listening yet.
            }
            await timer.WaitForNextTickAsync(cancellation);
        }
        throw new BenchmarkException($"{_program} ended with exit code {_process.ExitCode}");
    }

    public async Task StopAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public long ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{_process!.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
