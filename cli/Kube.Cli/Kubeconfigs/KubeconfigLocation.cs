namespace Kube.Cli.Kubeconfigs;

/// <summary>
/// Which file kubectl would write a new entry to: of those <c>KUBECONFIG</c> lists the first that exists, else the last;
/// without it <c>~/.kube/config</c> (client-go's PathOptions.GetDefaultFilename).
/// </summary>
internal static class KubeconfigLocation
{
    public static string OfUser() => Of(
        Environment.GetEnvironmentVariable("KUBECONFIG"),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    public static string Of(string? variable, string home)
    {
        var files = (variable ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return files.FirstOrDefault(File.Exists) ?? files.LastOrDefault() ?? Path.Combine(home, ".kube", "config");
    }
}
