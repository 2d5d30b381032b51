using System.CommandLine;
using System.CommandLine.Parsing;
using Kube.Machinery;

namespace Kube.Controllers.Hosting;

/// <summary>The command line: the flags of kube-controller-manager, and one for the scheduler beside it.</summary>
internal sealed class ControllersCommand
{
    private readonly Option<string> _kubeconfig = new("--kubeconfig")
    {
        Required = true,
        Description = "Path to the kubeconfig file of the controller manager.",
    };

    private readonly Option<string?> _schedulerKubeconfig = new("--scheduler-kubeconfig")
    {
        Description = "Path to the kubeconfig file of the scheduler; the controller manager's by default.",
    };

    private readonly Option<string> _controllers = new("--controllers")
    {
        DefaultValueFactory = _ => "*",
        Description = "Comma-separated controllers to run: '*' is all that are on by default, 'foo' that one, '-foo' all but that one.",
    };

    private readonly Option<bool> _useServiceAccounts = new("--use-service-account-credentials")
    {
        Description = "Whether each controller uses a service account of its own.",
    };

    private readonly SigningFlags _signers = new();

    private readonly Option<TimeSpan> _signingDuration = Duration(
        "--cluster-signing-duration", "8760h", "How long signed certificates last at most.");

    private readonly Option<string?> _renewCertsIn = new("--renew-certs-in")
    {
        Description = "Directory whose certificates (NAME.crt, NAME.key) are renewed before they end by the authorities that lie there too, and these as well; for --cluster-signing-duration.",
    };

    private readonly Option<string?> _rootCaFile = new("--root-ca-file")
    {
        Description = "Certificate authority to publish in every namespace as the ConfigMap kube-root-ca.crt.",
    };

    private readonly Option<string?> _privateKey = new("--service-account-private-key-file")
    {
        Description = "Private key that signs the service account tokens kept in secrets.",
    };

    private readonly Option<bool> _allocateNodeCidrs = new("--allocate-node-cidrs") { Description = "Whether to give nodes pod ranges out of --cluster-cidr." };

    private readonly Option<string?> _clusterCidr = new("--cluster-cidr") { Description = "Range of the addresses of pods." };

    private readonly Option<int> _nodeCidrMaskSize = new("--node-cidr-mask-size")
    {
        DefaultValueFactory = _ => 24,
        Description = "Size of the range of one node.",
    };

    private readonly Option<TimeSpan> _nodeMonitorPeriod = Duration("--node-monitor-period", "5s", "How often nodes are checked.");

    private readonly Option<TimeSpan> _nodeMonitorGracePeriod = Duration(
        "--node-monitor-grace-period", "50s", "How long a node may be silent before it counts as unhealthy.");

    private readonly Option<TimeSpan> _resourceQuotaSyncPeriod = Duration("--resource-quota-sync-period", "5m0s", "How often the usage of quotas is counted anew.");

    private readonly Option<int> _terminatedPodGcThreshold = new("--terminated-pod-gc-threshold")
    {
        DefaultValueFactory = _ => 12500,
        Description = "How many finished pods may exist; 0 for any number.",
    };

    private readonly Option<bool> _leaderElect = new("--leader-elect")
    {
        DefaultValueFactory = _ => true,
        Description = "Work only while holding a lease; disable when no other process of this cluster runs controllers.",
    };

    private readonly Option<TimeSpan> _leaseDuration = Duration("--leader-elect-lease-duration", "15s", "How long others wait for the leader.");

    private readonly Option<TimeSpan> _renewDeadline = Duration("--leader-elect-renew-deadline", "10s", "How long the leader tries to renew.");

    private readonly Option<TimeSpan> _retryPeriod = Duration("--leader-elect-retry-period", "2s", "The pause between tries.");

    private readonly Option<string> _bindAddress = new("--bind-address") { DefaultValueFactory = _ => "0.0.0.0", Description = "Address health is served on." };

    private readonly Option<int> _securePort = new("--secure-port")
    {
        DefaultValueFactory = _ => 10257,
        Description = "Port health is served on with TLS; 0 for none.",
    };

    private readonly Option<int> _verbosity = new("--v", "-v") { Description = "Verbosity of the log; 4 and more shows debugging." };

    public RootCommand Build(Func<ProgramOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("The controllers and the scheduler of Kubernetes, in one process.")
        {
            _kubeconfig, _schedulerKubeconfig, _controllers, _useServiceAccounts, _rootCaFile, _signingDuration, _renewCertsIn, _privateKey, _allocateNodeCidrs, _clusterCidr, _nodeCidrMaskSize,
            _nodeMonitorPeriod, _nodeMonitorGracePeriod, _resourceQuotaSyncPeriod, _terminatedPodGcThreshold, _leaderElect, _leaseDuration, _renewDeadline,
            _retryPeriod, _bindAddress, _securePort, _verbosity,
        };
        _signers.AddTo(command);
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        return command;
    }

    private ProgramOptions Read(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetRequiredValue(_kubeconfig),
        SchedulerKubeconfig = parsed.GetValue(_schedulerKubeconfig),
        BindAddress = parsed.GetRequiredValue(_bindAddress),
        SecurePort = parsed.GetValue(_securePort),
        Verbosity = parsed.GetValue(_verbosity),
        RenewCertsIn = parsed.GetValue(_renewCertsIn),
        LeaderElection = new LeaderElectionSettings(
            parsed.GetValue(_leaderElect), parsed.GetValue(_leaseDuration), parsed.GetValue(_renewDeadline), parsed.GetValue(_retryPeriod)),
        ControllerManager = new ControllerManagerOptions
        {
            Controllers = parsed.GetRequiredValue(_controllers).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            UseServiceAccountCredentials = parsed.GetValue(_useServiceAccounts),
            RootCaFile = parsed.GetValue(_rootCaFile),
            ServiceAccountPrivateKeyFile = parsed.GetValue(_privateKey),
            ClusterSigners = _signers.Read(parsed),
            ClusterSigningDuration = parsed.GetValue(_signingDuration),
            ClusterCidr = parsed.GetValue(_allocateNodeCidrs) ? parsed.GetValue(_clusterCidr) : null,
            NodeCidrMaskSize = parsed.GetValue(_nodeCidrMaskSize),
            NodeMonitorPeriod = parsed.GetValue(_nodeMonitorPeriod),
            NodeMonitorGracePeriod = parsed.GetValue(_nodeMonitorGracePeriod),
            ResourceQuotaSyncPeriod = parsed.GetValue(_resourceQuotaSyncPeriod),
            TerminatedPodGcThreshold = parsed.GetValue(_terminatedPodGcThreshold),
        },
    };

    private static Option<TimeSpan> Duration(string name, string normally, string description) => new(name)
    {
        DefaultValueFactory = _ => GoDuration.TryParse(normally, out var duration) ? duration : default,
        CustomParser = ParseDuration,
        Description = description,
    };

    private static TimeSpan ParseDuration(ArgumentResult argument)
    {
        if (!GoDuration.TryParse(argument.Tokens[0].Value, out var duration))
            argument.AddError($"invalid duration \"{argument.Tokens[0].Value}\"");
        return duration;
    }
}
