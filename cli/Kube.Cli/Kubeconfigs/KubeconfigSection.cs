namespace Kube.Cli.Kubeconfigs;

/// <summary>One of a kubeconfig's lists: each entry is a name and, under the singular word, a value.</summary>
internal sealed record KubeconfigSection(string List, string Value)
{
    public static KubeconfigSection Clusters { get; } = new("clusters", "cluster");
    public static KubeconfigSection Contexts { get; } = new("contexts", "context");
    public static KubeconfigSection Users { get; } = new("users", "user");
}
