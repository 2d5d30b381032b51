using System.Diagnostics;
using System.Text;

namespace Kube.Conformance.Support;

/// <summary>What a program that ran to its end left.</summary>
public sealed record Outcome(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output, without the white space around it.</summary>
    public string Text => Output.Trim();

    public string[] Lines => Text.Split('\n');

    /// <exception cref="Xunit.Sdk.XunitException">It failed; the message holds what it wrote.</exception>
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    /// <summary>Asserts that it failed, and said so in these words on standard error.</summary>
    public Outcome Failed(string words)
    {
        Assert.True(ExitCode != 0, $"expected to fail: {this}");
        Assert.True(Errors.Contains(words, StringComparison.Ordinal), $"expected to say \"{words}\": {this}");
        return this;
    }

    public override string ToString() => $"{Command}\nexit code {ExitCode}\n{Output}\n{Errors}";
}

/// <summary>Runs programs without a shell.</summary>
public static class ProcessRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It did not end in time, and was killed.</exception>
    public static async Task<Outcome> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        using var process = Start(program, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit ?? Limit);
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Described(process)} did not end within {limit ?? Limit}:\n{await output}\n{await errors}");
        }

        return new Outcome(Described(process), process.ExitCode, await output, await errors);
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Described(Process process) =>
        string.Join(' ', process.StartInfo.ArgumentList.Prepend(process.StartInfo.FileName));
}
