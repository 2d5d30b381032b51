using Kube.Machinery.Certificates;

namespace Kube.Controllers.RootCertificates;

/// <summary>The certificates of <c>--root-ca-file</c>, as they are in the file at the moment: an authority is replaced while all run.</summary>
internal sealed class RootAuthority(string file, TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly WatchedFiles<string> _text = new([file], () => File.ReadAllText(file), time);

    public string Text => _text.Current;

    /// <summary>Null without a file.</summary>
    public static RootAuthority? Of(string? file, TimeProvider time) => file is null ? null : new RootAuthority(file, time);

    /// <summary>Until cancelled, tells when the certificates have changed.</summary>
    public async Task FollowAsync(Action changed, CancellationToken cancellationToken)
    {
        var known = Text;
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (Text == known) continue;
                known = Text;
                changed();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
