using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>
/// Renews the certificates of a directory that lie beside their authorities, as <c>kubeadm certs renew</c>: each keeps its names and usages
/// and gets another key. One is due when four fifths of its life are over, or when its authority signs with another key.
/// </summary>
/// <param name="lifetime">How long the new ones last.</param>
/// <param name="renewed">Is told the name of each that was.</param>
public sealed class CertificateRenewal(string directory, TimeSpan lifetime, TimeProvider time, Action<string> renewed)
{
    private const double Due = 0.8;

    /// <summary>Does what is due, and tells when the next thing will be.</summary>
    /// <exception cref="InvalidDataException">An authority is damaged.</exception>
    public DateTimeOffset Renew()
    {
        // What has no key here is somebody else's to renew.
        var certificates = Directory.EnumerateFiles(directory, "*.crt").Where(file => File.Exists(Path.ChangeExtension(file, ".key")))
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Certificate: Read(file))).ToList();
        var next = DateTimeOffset.MaxValue;
        foreach (var (name, _) in certificates.Where(each => IsAuthority(each.Certificate)))
        {
            var files = new AuthorityFiles(directory, name, time);
            next = Earlier(next, files.Renew());
            using var authority = files.Load();
            foreach (var (leaf, certificate) in certificates.Where(each => !IsAuthority(each.Certificate) && IsOf(each.Certificate, authority)))
                next = Earlier(next, Renew(leaf, certificate, authority));
        }
        return next;
    }

    /// <summary>Whether a certificate can stay as it is for now.</summary>
    public static bool IsGood(X509Certificate2 certificate, CertificateAuthority authority, DateTimeOffset now) => certificate.At(Due) > now && authority.Signed(certificate);

    /// <returns>When it is due the next time.</returns>
    private DateTimeOffset Renew(string name, X509Certificate2 certificate, CertificateAuthority authority)
    {
        var files = new PemFiles(directory, name);
        using var whole = files.Load();
        if (whole is not null && IsGood(whole, authority, time.GetUtcNow())) return whole.At(Due);
        using var successor = authority.Renew(certificate, lifetime);
        files.Save(successor);
        renewed(name);
        return successor.At(Due);
    }

    private static X509Certificate2 Read(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPem(File.ReadAllText(file));
        }
        catch (CryptographicException failure)
        {
            throw new InvalidDataException($"{file} holds no certificate: {failure.Message}", failure);
        }
    }

    private static bool IsAuthority(X509Certificate2 certificate) => certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    /// <summary>By name: an authority keeps it when its key is replaced.</summary>
    private static bool IsOf(X509Certificate2 certificate, CertificateAuthority authority) => certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.Name.RawData);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
