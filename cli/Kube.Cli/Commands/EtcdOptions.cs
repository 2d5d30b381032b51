using System.CommandLine;
using Kube.Cli.Clusters;

namespace Kube.Cli.Commands;

/// <summary>kube-apiserver's flags of the same names.</summary>
internal static class EtcdOptions
{
    private static readonly Option<string?> Servers = new("--etcd-servers") { Description = "Keep objects in this etcd (comma-separated URLs) instead of the store of Kube's own.", HelpName = "urls" };
    private static readonly Option<string?> CaFile = FileOption("--etcd-cafile", "Authority of the etcd's certificates.");
    private static readonly Option<string?> CertFile = FileOption("--etcd-certfile", "Client certificate for the etcd.");
    private static readonly Option<string?> KeyFile = FileOption("--etcd-keyfile", "Key of --etcd-certfile.");
    private static readonly Option<string?> Prefix = new("--etcd-prefix") { Description = "Below which key objects lie in the etcd; clusters that share one need different ones.", HelpName = "key" };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Servers, CaFile, CertFile, KeyFile, Prefix])
            command.Add(option);
    }

    /// <summary>Null when no etcd is named.</summary>
    public static EtcdSettings? Read(ParseResult parsed) => parsed.GetValue(Servers) is not { Length: > 0 } servers
        ? null
        : new EtcdSettings(servers, PathOf(parsed, CaFile), PathOf(parsed, CertFile), PathOf(parsed, KeyFile), parsed.GetValue(Prefix));

    private static string? PathOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } path ? Path.GetFullPath(path) : null;

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "path" };
}
