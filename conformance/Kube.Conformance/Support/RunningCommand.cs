using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Kube.Conformance.Support;

/// <summary>A program that goes on until it is ended, such as a watch: what it has written so far can be waited for.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;

    public RunningCommand(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Standard output and error, in the order they were read.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public StreamWriter Input => _process.StandardInput;

    public Task<string> WrittenAsync(string words, TimeSpan? limit = null) =>
        Eventually.IsAsync($"the command writes \"{words}\"", () => Task.FromResult(Output), output => output.Contains(words, StringComparison.Ordinal), limit);

    /// <summary>Asks it to end, as <c>kill</c> does, and waits until it has.</summary>
    public async Task<int> TerminateAsync()
    {
        (await ProcessRunner.RunAsync("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)])).Succeeded();
        return await EndedAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<int> EndedAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.DefaultLimit);
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_output)
                _output.Append(buffer, 0, count);
        }
    }
}
