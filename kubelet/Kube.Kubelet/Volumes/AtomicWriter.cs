using System.Globalization;
using System.Runtime.InteropServices;
using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Volumes;

/// <summary>
/// Publishes a set of files as one: they are written to a new directory, and the link <c>..data</c> is then turned to it
/// in one step; what users see are links through <c>..data</c>. Readers see all of the old files or all of the new ones,
/// also when the kubelet dies in between (upstream's <c>pkg/volume/util/atomic_writer.go</c>).
/// </summary>
internal sealed class AtomicWriter(string directory, TimeProvider clock)
{
    private const string DataLink = "..data";

    /// <returns>Whether anything had changed.</returns>
    public bool Write(IReadOnlyDictionary<string, VolumeFile> files)
    {
        var link = Path.Combine(directory, DataLink);
        var old = new FileInfo(link).LinkTarget;
        if (old is not null && IsSame(Path.Combine(directory, old), files))
            return false;

        var current = clock.GetUtcNow().ToString("'..'yyyy_MM_dd_HH_mm_ss.fffffff", CultureInfo.InvariantCulture) + Random.Shared.Next(100);
        WriteFiles(Path.Combine(directory, current), files);
        Turn(link, current);
        LinkNames(files.Keys.Select(path => path.Split('/')[0]).ToHashSet());
        RemoveStale(current);
        return true;
    }

    private static void WriteFiles(string target, IReadOnlyDictionary<string, VolumeFile> files)
    {
        Directory.CreateDirectory(target);
        File.SetUnixFileMode(target, (UnixFileMode)Octal(755));
        foreach (var (path, file) in files)
        {
            var full = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, file.Content);
            File.SetUnixFileMode(full, (UnixFileMode)file.Mode);
        }
    }

    private static void Turn(string link, string target)
    {
        var temporary = link + "_tmp";
        File.Delete(temporary);
        File.CreateSymbolicLink(temporary, target);
        if (Libc.Rename(temporary, link) != 0)
            throw new VolumeException($"cannot publish {link}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private void LinkNames(HashSet<string> names)
    {
        foreach (var name in names.Where(name => new FileInfo(Path.Combine(directory, name)).LinkTarget is null))
            File.CreateSymbolicLink(Path.Combine(directory, name), $"{DataLink}/{name}");
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (!entry.Name.StartsWith("..", StringComparison.Ordinal) && entry.LinkTarget is not null && !names.Contains(entry.Name))
                entry.Delete();
        }
    }

    private void RemoveStale(string current)
    {
        foreach (var stale in new DirectoryInfo(directory).EnumerateDirectories("..*"))
        {
            if (stale.LinkTarget is null && stale.Name != current)
                stale.Delete(recursive: true);
        }
    }

    private static bool IsSame(string target, IReadOnlyDictionary<string, VolumeFile> files)
    {
        if (!Directory.Exists(target))
            return false;
        var existing = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).ToList();
        return existing.Count == files.Count && existing.All(path =>
            files.TryGetValue(Path.GetRelativePath(target, path), out var file) && file.Content.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
    }

    private static int Octal(int digits) => Convert.ToInt32($"{digits}", 8);
}
