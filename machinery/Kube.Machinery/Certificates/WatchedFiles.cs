using System.Security.Cryptography;

namespace Kube.Machinery.Certificates;

/// <summary>
/// What is read from files that may be replaced at any time. Who asks for the current value gets that of the files as they were at most
/// a second ago; while they cannot be read or do not fit together, as between the writing of one and of another, the last good one.
/// There is no loop: asking looks. For any thread.
/// </summary>
public sealed class WatchedFiles<T> where T : class
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> _files;
    private readonly Func<T> _load;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile T _current;
    private List<DateTime> _written;
    private long _looked;

    /// <summary>Reads the files, and lets through whatever is wrong with them.</summary>
    public WatchedFiles(IReadOnlyList<string> files, Func<T> load, TimeProvider time)
    {
        (_files, _load, _time) = (files, load, time);
        _written = Written();
        _looked = time.GetTimestamp();
        _current = load();
    }

    public T Current
    {
        get
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _looked)) < LookInterval) return _current;
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= LookInterval) Look();
                return _current;
            }
        }
    }

    private void Look()
    {
        Volatile.Write(ref _looked, _time.GetTimestamp());
        var written = Written();
        if (written.SequenceEqual(_written)) return;
        try
        {
            // What was before is left to the collector: a handshake may still be using it.
            _current = _load();
            _written = written;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            // Half of a replacement, or none at all: looked at again the next time.
        }
    }

    private List<DateTime> Written() => [.. _files.Select(File.GetLastWriteTimeUtc)];
}
