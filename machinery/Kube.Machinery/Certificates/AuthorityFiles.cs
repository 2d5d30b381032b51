using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>
/// A certificate authority as it is kept: its key in <c>NAME.key</c>, and in <c>NAME.crt</c> every certificate to be trusted for it, its own
/// first. Before it ends it is replaced, so that at no moment anybody meets a certificate of an authority he has not heard of: when eight
/// tenths of its life are over a successor is made and trusted beside it (its key waits in <c>NAME-next.key</c>); after nine tenths the
/// successor signs, by one renaming; the predecessor is trusted until it ends.
/// </summary>
public sealed class AuthorityFiles(string directory, string name, TimeProvider time)
{
    private const double SuccessorTrusted = 0.8;
    private const double SuccessorSigns = 0.9;

    private readonly string _nextKeyFile = Path.Combine(directory, name + "-next.key");

    public string CertificateFile { get; } = Path.Combine(directory, name + ".crt");

    public string KeyFile { get; } = Path.Combine(directory, name + ".key");

    /// <summary>Makes the authority where there is none.</summary>
    public void Ensure(string commonName, TimeSpan lifetime)
    {
        if (File.Exists(CertificateFile) || File.Exists(KeyFile)) return;
        using var root = CertificateAuthority.MakeRoot(new X500DistinguishedName($"CN={commonName}"), lifetime, time);
        AtomicFile.Write(KeyFile, PemFiles.KeyOf(root));
        AtomicFile.Write(CertificateFile, PemFiles.TextOf([root]));
    }

    /// <exception cref="InvalidDataException">A file is missing or unreadable: a new authority would orphan every certificate the old one signed.</exception>
    public CertificateAuthority Load() => new(Signing(Trusted()), time);

    /// <summary>Does what is due, and tells when the next thing will be.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Load"/>.</exception>
    public DateTimeOffset Renew()
    {
        var trusted = Trusted();
        var signing = Signing(trusted);
        var now = time.GetUtcNow();
        var successor = WithKey(trusted, _nextKeyFile);
        if (successor is null && now >= signing.At(SuccessorTrusted))
        {
            successor = CertificateAuthority.MakeRoot(signing.SubjectName, signing.Life(), time);
            AtomicFile.Write(_nextKeyFile, PemFiles.KeyOf(successor));
            trusted = [signing, successor, .. trusted.Where(other => !other.Equals(signing))];
            AtomicFile.Write(CertificateFile, PemFiles.TextOf(trusted));
        }
        if (successor is not null && now >= signing.At(SuccessorSigns))
        {
            File.Move(_nextKeyFile, KeyFile, overwrite: true);
            (signing, successor) = (successor, null);
        }
        var others = trusted.Where(other => !other.Equals(signing) && other.Ends() > now).ToList();
        var text = PemFiles.TextOf([signing, .. others]);
        if (text != File.ReadAllText(CertificateFile)) AtomicFile.Write(CertificateFile, text);
        return others.Select(other => other.Ends()).Append(signing.At(successor is null ? SuccessorTrusted : SuccessorSigns)).Min();
    }

    private List<X509Certificate2> Trusted()
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(CertificateFile);
            return [.. certificates];
        }
        catch (Exception failure) when (failure is CryptographicException or IOException)
        {
            throw Damaged(failure.Message);
        }
    }

    private X509Certificate2 Signing(List<X509Certificate2> trusted) => WithKey(trusted, KeyFile) ?? throw Damaged("the key is of no certificate");

    /// <summary>The certificate whose key a file holds; null when there is none. What the file holds decides, so that a key is all it takes to change who signs.</summary>
    private static X509Certificate2? WithKey(List<X509Certificate2> certificates, string keyFile)
    {
        if (!File.Exists(keyFile)) return null;
        var key = File.ReadAllText(keyFile);
        foreach (var certificate in certificates)
        {
            try
            {
                return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
            }
            catch (CryptographicException)
            {
                // The key is another's.
            }
        }
        return null;
    }

    private InvalidDataException Damaged(string why) =>
        new($"{CertificateFile} and {KeyFile} are damaged ({why}): restore both, or remove both to have new ones made.");
}
