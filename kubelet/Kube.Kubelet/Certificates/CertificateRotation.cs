using System.Security.Cryptography.X509Certificates;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Certificates;

/// <summary>
/// Renews a certificate when 70 to 90 % of its life are over, each time at another moment so that nodes do not all come at once:
/// client-go's certificate manager. One that cannot be renewed is tried again; nothing else stops meanwhile.
/// </summary>
internal sealed class CertificateRotation(Func<X509Certificate2?> current, Func<CancellationToken, Task> renew, TimeProvider clock, ILogger logger)
{
    /// <summary>Timers take no longer ones, and clocks may be set.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly double _part = 0.7 + (0.2 * Random.Shared.NextDouble());

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2), jitter: 0.1);
        while (true)
        {
            var left = Deadline() - clock.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left < LongestWait ? left : LongestWait, clock, cancellationToken);
                continue;
            }
            try
            {
                await renew(cancellationToken);
                backoff.Reset();
                logger.LogInformation("a certificate was renewed, the next time is {Deadline:O}", Deadline());
            }
            catch (Exception failure) when (failure is ApiException or HttpRequestException or TimeoutException or InvalidDataException or IOException)
            {
                logger.LogWarning("a certificate could not be renewed, trying again: {Failure}", failure.Message);
                await Task.Delay(backoff.Next(), clock, cancellationToken);
            }
        }
    }

    /// <summary>At once, where there is no certificate.</summary>
    private DateTimeOffset Deadline() => current() is { } certificate
        ? certificate.NotBefore + ((certificate.NotAfter - certificate.NotBefore) * _part)
        : DateTimeOffset.MinValue;
}
