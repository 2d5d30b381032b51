using Kube.Cli.Clusters;
using Kube.Cli.Processes;

namespace Kube.Cli.Hosting;

/// <summary>One program of a cluster: how it is started, and which process it is.</summary>
internal sealed class Component(DataDirectory directory, string name, IEnumerable<string> arguments)
{
    private readonly PidFile _pidFile = new(Path.Combine(directory.Run, name + ".pid"));

    public string Name => name;

    public string Log { get; } = LogOf(directory, name);

    public static string LogOf(DataDirectory directory, string name) => Path.Combine(directory.Logs, name + ".log");

    public ProcessIdentity? Running() => _pidFile.Running();

    public ProcessIdentity Start()
    {
        var process = DetachedProcess.Start(Path.Combine(AppContext.BaseDirectory, name), arguments, Log);
        _pidFile.Write(process);
        return process;
    }

    public void Forget() => _pidFile.Delete();
}
