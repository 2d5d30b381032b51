using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>
/// A certificate and its key in PEM files that may be replaced at any time: upstream's dynamic certificate files. Who asks for the current
/// one gets that of the files as they were at most a second ago; while they cannot be read or do not fit together, as between the
/// writing of one and of the other, the last good one. There is no loop: asking looks. For any thread.
/// </summary>
public sealed class CertificateFiles
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private X509Certificate2 _current;
    private (DateTime Certificate, DateTime Key) _written;
    private long _looked;

    /// <exception cref="CryptographicException">The files do not hold a certificate and its key.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public CertificateFiles(string certificateFile, string keyFile, TimeProvider time)
    {
        (_certificateFile, _keyFile, _time) = (certificateFile, keyFile, time);
        _written = Written();
        _looked = time.GetTimestamp();
        _current = Load();
    }

    public X509Certificate2 Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= LookInterval) Look();
                return _current;
            }
        }
    }

    private void Look()
    {
        _looked = _time.GetTimestamp();
        var written = Written();
        if (written == _written) return;
        try
        {
            // The one before is left to the collector: a handshake may still be using it.
            _current = Load();
            _written = written;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Half of a replacement, or none at all: looked at again the next time.
        }
    }

    private X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile);

    private (DateTime Certificate, DateTime Key) Written() => (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));
}
