using System.Diagnostics;
using System.Globalization;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Limits;

/// <summary>The <see cref="LimitServer"/> in a process of its own, as the measured server is.</summary>
internal sealed class LimitProcess : IAsyncDisposable
{
    public const string Command = "limit";

    private readonly Process _process;

    private LimitProcess(Process process, Target target) => (_process, Target) = (process, target);

    public Target Target { get; }

    public static async Task<LimitProcess> StartAsync(string folder, CancellationToken cancellation)
    {
        var target = new Target("127.0.0.1", OwnServer.FreePort());
        var process = Process.Start(Environment.ProcessPath!, [Command, target.Port.ToString(CultureInfo.InvariantCulture), folder]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await using var connection = await Connection.OpenAsync(target, cancellation);
                return new LimitProcess(process, target);
            }
            catch (IOException) when (!process.HasExited)
            {
                await timer.WaitForNextTickAsync(cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
