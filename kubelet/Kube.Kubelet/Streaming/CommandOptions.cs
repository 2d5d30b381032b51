namespace Kube.Kubelet.Streaming;

/// <summary>What an exec or attach request asks for, by the parameter names of the kubelet's API.</summary>
internal sealed record CommandOptions(bool Stdin, bool Stdout, bool Stderr, bool Tty)
{
    public static CommandOptions Of(IQueryCollection query) =>
        new(Flag(query, "input"), Flag(query, "output"), Flag(query, "error"), Flag(query, "tty"));

    private static bool Flag(IQueryCollection query, string name) => query[name].ToString() is "1" or "true";
}
