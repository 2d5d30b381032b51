using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Kube.Cli.Clusters;
using Kube.Machinery;

namespace Kube.Cli.Commands;

/// <summary>The options by which a user says which cluster is meant, and what it is to be like.</summary>
internal static class ClusterOptions
{
    public static Option<string> DataDir { get; } = new("--data-dir")
    {
        Description = "Where everything of the cluster lies.",
        DefaultValueFactory = _ => DataDirectory.DefaultPath(),
        HelpName = "path",
    };

    public static Option<string?> Name { get; } = new("--name")
    {
        Description = "Names the node and the kubeconfig's context.",
        HelpName = "name",
        Validators = { MustBeLabel },
    };

    public static Option<int?> Port { get; } = PortOption("--port", "The API server's port.");

    public static Option<int?> KubeletPort { get; } = PortOption("--kubelet-port", "The kubelet's port.");

    public static Option<string?> Runtime { get; } = CreateRuntime();

    public static Option<string?> PodCidr { get; } = CidrOption("--pod-cidr", "The addresses of pods.");

    public static Option<string?> ServiceCidr { get; } = CidrOption("--service-cidr", "The addresses of Services.");

    public static Option<string?> CertificateValidity { get; } = DurationOption("--certificate-validity-period", "How long certificates last; they are renewed before.");

    public static Option<string?> CaCertificateValidity { get; } = DurationOption("--ca-certificate-validity-period", "How long certificate authorities last; they are replaced before.");

    public static DataDirectory DirectoryOf(ParseResult parsed) => new(parsed.GetRequiredValue(DataDir));

    /// <summary>What was asked for goes over what the cluster has.</summary>
    public static ClusterSettings Apply(ParseResult parsed, ClusterSettings settings) => new(
        parsed.GetValue(Name) ?? settings.Name,
        parsed.GetValue(Port) ?? settings.Port,
        parsed.GetValue(KubeletPort) ?? settings.KubeletPort,
        parsed.GetValue(Runtime) ?? settings.Runtime,
        parsed.GetValue(PodCidr) ?? settings.PodCidr,
        parsed.GetValue(ServiceCidr) ?? settings.ServiceCidr,
        EtcdOptions.Read(parsed) ?? settings.Etcd,
        parsed.GetValue(CertificateValidity) ?? settings.CertificateValidityPeriod,
        parsed.GetValue(CaCertificateValidity) ?? settings.CaCertificateValidityPeriod);

    private static Option<int?> PortOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "port",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && (!ushort.TryParse(token.Value, out var port) || port == 0))
                    result.AddError($"{name} must be between 1 and 65535.");
            },
        },
    };

    private static Option<string?> CidrOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "cidr",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string?>() is { } cidr && !IPNetwork.TryParse(cidr, out _))
                    result.AddError($"{name} must be a network such as 10.244.0.0/24.");
            },
        },
    };

    private static Option<string?> DurationOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string?>() is { } text && (!GoDuration.TryParse(text, out var duration) || duration <= TimeSpan.Zero))
                    result.AddError($"{name} must be a duration such as 8760h or 90s.");
            },
        },
    };

    private static Option<string?> CreateRuntime()
    {
        var option = new Option<string?>("--runtime")
        {
            Description = "What runs containers: docker, or simulated (pods become Running without containers).",
        };
        option.AcceptOnlyFromAmong(ClusterSettings.Docker, ClusterSettings.Simulated);
        return option;
    }

    /// <summary>A node's name is a DNS label here, so that it can be part of other names.</summary>
    private static void MustBeLabel(OptionResult result)
    {
        var name = result.GetValueOrDefault<string?>() ?? "";
        if (name.Length is 0 or > 63 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || name[0] == '-' || name[^1] == '-')
            result.AddError("--name must be lower-case letters, digits and '-', at most 63, beginning and ending with a letter or digit.");
    }
}
