namespace Kube.Cli.Processes;

/// <summary>Remembers across commands which process a component is.</summary>
internal sealed class PidFile(string path)
{
    /// <summary>The process, if it is still the one recorded.</summary>
    public ProcessIdentity? Running() =>
        File.Exists(path) && ProcessIdentity.Parse(File.ReadAllText(path)) is { IsRunning: true } identity ? identity : null;

    public void Write(ProcessIdentity identity) => File.WriteAllText(path, identity + "\n");

    public void Delete() => File.Delete(path);
}
