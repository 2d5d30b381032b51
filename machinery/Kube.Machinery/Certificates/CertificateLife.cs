using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>When certificates begin, and when they are due to be replaced.</summary>
public static class CertificateLife
{
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    /// <summary>The shortest life a CertificateSigningRequest can ask for; what is shorter is somebody's experiment on one machine.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>The beginning of a certificate made now: five minutes ago, as upstream, for clocks that are behind. Of a very short life that would be the most.</summary>
    public static DateTimeOffset Beginning(DateTimeOffset now, TimeSpan lifetime) => lifetime < Shortest ? now : now - Backdating;

    /// <summary>The moment at which a part of its life, from 0 to 1, is over.</summary>
    public static DateTimeOffset At(this X509Certificate2 certificate, double part) => certificate.Begins() + (certificate.Life() * part);

    public static TimeSpan Life(this X509Certificate2 certificate) => certificate.NotAfter - certificate.NotBefore;

    public static DateTimeOffset Begins(this X509Certificate2 certificate) => certificate.NotBefore.ToUniversalTime();

    public static DateTimeOffset Ends(this X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime();
}
