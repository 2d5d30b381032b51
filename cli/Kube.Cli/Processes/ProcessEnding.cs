namespace Kube.Cli.Processes;

/// <summary>Ends processes: asks them all first, and kills those that do not end in time.</summary>
internal static class ProcessEnding
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when none of them runs.</summary>
    public static async Task EndAsync(IReadOnlyCollection<ProcessIdentity> processes, TimeProvider time)
    {
        foreach (var process in processes)
            Signals.Send(process, Signals.Terminate);
        var asked = time.GetTimestamp();
        while (processes.Any(process => process.IsRunning))
        {
            if (time.GetElapsedTime(asked) > Patience)
            {
                foreach (var process in processes)
                    Signals.Send(process, Signals.Kill);
            }

            await Task.Delay(Interval, time).ConfigureAwait(false);
        }
    }
}
