namespace Kube.Conformance.Support;

/// <summary>The Docker engine below the cluster, seen through docker's own command.</summary>
public static class Docker
{
    public static async Task<string> RunAsync(params string[] arguments) =>
        (await ProcessRunner.RunAsync("docker", arguments)).Succeeded().Text;

    /// <summary>Every container of a namespace's pods, ended ones too.</summary>
    public static Task<string[]> ContainersOfNamespaceAsync(string @namespace) => ContainersWithAsync($"io.kubernetes.pod.namespace={@namespace}");

    public static async Task<string[]> ContainersWithAsync(string label) =>
        Words(await RunAsync("ps", "--all", "--quiet", "--filter", $"label={label}"));

    public static async Task<string[]> NetworksWithAsync(string label) =>
        Words(await RunAsync("network", "ls", "--quiet", "--filter", $"label={label}"));

    private static string[] Words(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
