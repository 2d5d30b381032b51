using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;

namespace Kube.Controllers.Certificates;

/// <summary>How long a request is kept: an hour after it was decided, a day when it never is, and not longer than its certificate.</summary>
internal static class RequestAge
{
    private static readonly TimeSpan Decided = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pending = TimeSpan.FromHours(24);

    /// <summary>When it is to go; null for one that waits for its signer.</summary>
    public static DateTimeOffset? End(V1CertificateSigningRequest request)
    {
        var ends = (request.Status?.Conditions ?? [])
            .Where(condition => condition.Type is "Denied" or "Failed" || (condition.Type == "Approved" && request.IsIssued()))
            .Select(condition => condition.LastUpdateTime)
            .OfType<DateTime>()
            .Select(updated => Utc(updated) + Decided)
            .ToList();
        if (request.Status?.Conditions is not { Count: > 0 } && request.Metadata.CreationTimestamp is { } made) ends.Add(Utc(made) + Pending);
        if (request.IsApproved() && Expiry(request.Status?.Certificate) is { } expiry) ends.Add(expiry);
        return ends.Count > 0 ? ends.Min() : null;
    }

    private static DateTimeOffset? Expiry(byte[]? pem)
    {
        if (pem is not { Length: > 0 }) return null;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(pem));
            return Utc(certificate.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            // Somebody else's signer may answer what it likes; age still counts.
            return null;
        }
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
