using System.Security.Cryptography;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Certificates;

/// <summary>
/// Renews the certificates and authorities of one directory before they end (<c>--renew-certs-in</c>), leader or not: they are those of this
/// machine. Clocks are set and machines sleep, so it looks every hour however far the next renewal is.
/// </summary>
internal sealed class CertificateKeeper(string directory, TimeSpan lifetime, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureWait = TimeSpan.FromMinutes(1);

    private readonly CertificateRenewal _renewal = new(directory, lifetime, time, name => logger.LogInformation("renewed the certificate {Name}", name));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
            await Task.Delay(Renew(), time, cancellationToken);
    }

    /// <returns>How long to wait before the next time.</returns>
    private TimeSpan Renew()
    {
        try
        {
            var left = _renewal.Renew() - time.GetUtcNow();
            return left < ShortestWait ? ShortestWait : left > LongestWait ? LongestWait : left;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            logger.LogWarning("certificates could not be renewed, trying again: {Failure}", failure.Message);
            return FailureWait;
        }
    }
}
