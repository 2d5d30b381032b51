using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>Waits for states of a starting cluster; a program that ends meanwhile, or too much time, ends the wait.</summary>
internal sealed class ReadinessWait(IReadOnlyList<(Component Component, ProcessIdentity Process)> started, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <param name="state">Completes the sentence "gave up waiting until ...".</param>
    /// <exception cref="KubeException">The state was not reached; the message says which program to blame.</exception>
    public async Task UntilAsync(string state, Func<CancellationToken, Task<bool>> isReached, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        while (!await TryAsync(isReached, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (component, process) in started)
            {
                if (!process.IsRunning)
                    throw new KubeException($"{component.Name} ended: {LogFile.LastLine(component.Log)}");
            }

            if (time.GetElapsedTime(asked) > Patience)
                throw new KubeException($"Gave up waiting until {state}. {string.Join("; ", started.Select(Described))}".TrimEnd());
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> isReached, CancellationToken cancellationToken)
    {
        try
        {
            return await isReached(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static string Described((Component Component, ProcessIdentity Process) started) =>
        $"{started.Component.Name} says: {LogFile.LastLine(started.Component.Log)}";
}
