using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kube.Machinery;

namespace Kube.Cli.Clusters;

/// <summary>Where everything of one cluster lies. Readable by its owner only.</summary>
internal sealed class DataDirectory(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Pki => Sub("pki");
    public string Logs => Sub("logs");
    public string Run => Sub("run");
    public string Store => Sub("store");
    public string Kubelet => Sub("kubelet");

    /// <summary>A number that differs from directory to directory, and is 0 for the default one.</summary>
    public int PreferredRange => Path == DefaultPath() ? 0 : SHA256.HashData(Encoding.UTF8.GetBytes(Path))[0];

    private string SettingsFile => Sub("kube.json");

    /// <summary>The data home of the XDG base directory specification, as <c>$XDG_DATA_HOME/kube</c> or <c>~/.local/share/kube</c>.</summary>
    public static string DefaultPath()
    {
        var dataHome = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        return string.IsNullOrEmpty(dataHome)
            ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "kube")
            : System.IO.Path.Combine(dataHome, "kube");
    }

    public string Sub(string name) => System.IO.Path.Combine(Path, name);

    public string KubeconfigOf(string identity) => Sub(identity + ".conf");

    /// <summary>The cluster's settings, or null where there is no cluster yet.</summary>
    /// <exception cref="KubeException">The directory holds something else, or its settings cannot be read.</exception>
    public ClusterSettings? Load()
    {
        if (!Directory.Exists(Path))
            return File.Exists(Path) ? throw new KubeException($"{Path} is a file: choose another --data-dir.") : null;
        if (!File.Exists(SettingsFile))
        {
            // What a lock leaves is nothing.
            return Directory.EnumerateFileSystemEntries(Path).Any(entry => entry != Run)
                ? throw new KubeException($"{Path} holds files but no cluster (kube.json is missing): choose another --data-dir, or empty it.")
                : null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(SettingsFile), ClusterSettingsJson.Default.ClusterSettings)
                ?? throw Damaged("it is empty");
        }
        catch (JsonException e)
        {
            throw Damaged(e.Message);
        }
    }

    /// <summary>Makes the directory, as far as a lock needs it.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Path, OwnerOnly);
        File.SetUnixFileMode(Path, OwnerOnly);
        Directory.CreateDirectory(Run, OwnerOnly);
    }

    public void Save(ClusterSettings settings)
    {
        Create();
        foreach (var directory in (string[])[Pki, Logs, Store, Kubelet])
            Directory.CreateDirectory(directory, OwnerOnly);
        AtomicFile.Write(SettingsFile, JsonSerializer.Serialize(settings, ClusterSettingsJson.Default.ClusterSettings) + "\n");
    }

    /// <summary>Deletes everything. The settings go last, so that an interrupted deletion can be repeated.</summary>
    public void Delete()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
                directory.Delete(recursive: true);
            else if (entry.FullName != SettingsFile)
                entry.Delete();
        }

        Directory.Delete(Path, recursive: true);
    }

    private KubeException Damaged(string why) =>
        new($"{SettingsFile} is damaged ({why}): restore it, or remove {Path} to start with an empty cluster.");
}
