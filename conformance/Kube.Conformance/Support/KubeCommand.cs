namespace Kube.Conformance.Support;

/// <summary>The top-level <c>kube</c> command of this repository.</summary>
public static class KubeCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5); // The first call may have to build.

    public static string Path { get; } = Find();

    private static readonly Lazy<Task<string>> Programs = new(async () =>
    {
        (await ProcessRunner.RunAsync(Path, ["--version"], limit: Limit)).Succeeded();
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, ".artifacts", "current");
    });

    public static Task<Outcome> RunAsync(string kubeconfig, params string[] arguments) =>
        ProcessRunner.RunAsync(Path, arguments, environment: new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig }, limit: Limit);

    /// <summary>The path of one of the programs the command starts, built if need be.</summary>
    public static async Task<string> ProgramAsync(string name) => System.IO.Path.Combine(await Programs.Value, name);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Kube.sln")))
                return System.IO.Path.Combine(directory.FullName, "kube");
        }

        throw new FileNotFoundException("The kube command lies beside Kube.sln, and neither was found above " + AppContext.BaseDirectory);
    }
}
