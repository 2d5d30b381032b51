using System.CommandLine;
using Kube.ApiServer.Authorization.Modes;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Hosting;

/// <summary>kube-apiserver's flags. The table of what this server takes; a flag it does not know is an error, never ignored.</summary>
internal sealed class CommandLine
{
    private readonly Option<string> _bindAddress = Text("--bind-address", "The IP address on which to listen.", "0.0.0.0");
    private readonly Option<string?> _advertiseAddress = Maybe("--advertise-address", "The IP address on which to advertise the apiserver to members of the cluster.");
    private readonly Option<int> _securePort = new("--secure-port") { Description = "The port on which to serve HTTPS.", DefaultValueFactory = _ => 6443 };
    private readonly Option<string?> _tlsCert = Maybe("--tls-cert-file", "File containing the serving certificate, with intermediates.");
    private readonly Option<string?> _tlsKey = Maybe("--tls-private-key-file", "File containing the private key matching --tls-cert-file.");
    private readonly AuthenticationFlags _authentication = new();
    private readonly AuditFlags _audit = new();
    private readonly Option<string> _authorization = Text("--authorization-mode", "Comma-separated list of authorization modes.", "AlwaysAllow");
    private readonly Option<string?> _authorizationConfig = Maybe("--authorization-config", "File with the authorizers in order; instead of --authorization-mode.");
    private readonly Option<string[]> _enableAdmission = new("--enable-admission-plugins") { Description = "Admission plugins that run besides those enabled by default, comma-separated in any order.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> _disableAdmission = new("--disable-admission-plugins") { Description = "Admission plugins that do not run though they are enabled by default, comma-separated in any order.", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _admissionConfig = Maybe("--admission-control-config-file", "File with admission control configuration.");
    private readonly Option<string> _serviceRange = Text("--service-cluster-ip-range", "CIDR from which cluster IPs of services are assigned.", "10.96.0.0/16");
    private readonly Option<string> _nodePorts = Text("--service-node-port-range", "Port range of the nodes to reserve for services, inclusive at both ends.", "30000-32767");
    private readonly Option<string?> _kubeletCert = Maybe("--kubelet-client-certificate", "Client certificate for connections to kubelets.");
    private readonly Option<string?> _kubeletKey = Maybe("--kubelet-client-key", "Key of --kubelet-client-certificate.");
    private readonly Option<string?> _kubeletCa = Maybe("--kubelet-certificate-authority", "Authority of the kubelets' serving certificates.");
    private readonly Option<string> _eventTtl = Text("--event-ttl", "Amount of time to retain events.", "1h0m0s");
    private readonly Option<string?> _encryption = Maybe("--encryption-provider-config", "The file containing configuration for encryption providers to be used for storing secrets in the store.");
    private readonly Option<bool> _encryptionReload = new("--encryption-provider-config-automatic-reload") { Description = "Reload --encryption-provider-config whenever the file changes." };
    private readonly Option<string> _dataDirectory = Text("--data-dir", "Directory of the embedded store.", "kube-apiserver-data");
    private readonly EtcdFlags _etcd = new();

    /// <summary>The command that reads the flags and runs the server with them.</summary>
    public RootCommand ToCommand(Func<ApiServerOptions, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand("The Kubernetes API server: serves and stores the objects of a cluster.")
        {
            _bindAddress, _advertiseAddress, _securePort, _tlsCert, _tlsKey, _authorization, _authorizationConfig, _enableAdmission, _disableAdmission, _admissionConfig, _serviceRange, _nodePorts,
            _kubeletCert, _kubeletKey, _kubeletCa, _eventTtl, _encryption, _encryptionReload, _dataDirectory,
        };
        foreach (var option in _authentication.All.Concat(_audit.All)) command.Options.Add(option);
        _etcd.AddTo(command);
        command.Add(SnapshotCommands.Create(_dataDirectory, _etcd));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<ApiServerOptions, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        ApiServerOptions options;
        try
        {
            options = Read(parsed);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync($"error: {wrong.Message}");
            return 1;
        }
        return await run(options, cancellation);
    }

    private ApiServerOptions Read(ParseResult parsed) => new()
    {
        BindAddress = parsed.GetValue(_bindAddress)!,
        AdvertiseAddress = parsed.GetValue(_advertiseAddress),
        SecurePort = parsed.GetValue(_securePort),
        TlsCertFile = parsed.GetValue(_tlsCert),
        TlsPrivateKeyFile = parsed.GetValue(_tlsKey),
        Authentication = _authentication.Read(parsed),
        Audit = _audit.Read(parsed),
        AuthorizationMode = Modes(parsed),
        EnableAdmissionPlugins = Names(parsed.GetValue(_enableAdmission)),
        DisableAdmissionPlugins = Names(parsed.GetValue(_disableAdmission)),
        AdmissionControlConfigFile = parsed.GetValue(_admissionConfig),
        ServiceClusterIpRange = parsed.GetValue(_serviceRange)!,
        ServiceNodePortRange = parsed.GetValue(_nodePorts)!,
        KubeletClientCertificate = parsed.GetValue(_kubeletCert),
        KubeletClientKey = parsed.GetValue(_kubeletKey),
        KubeletCertificateAuthority = parsed.GetValue(_kubeletCa),
        EventTtl = TimeSpan.FromTicks(DurationText.Parse(parsed.GetValue(_eventTtl)!) / TimeSpan.NanosecondsPerTick),
        EncryptionProviderConfig = parsed.GetValue(_encryption),
        EncryptionProviderConfigReload = parsed.GetValue(_encryptionReload),
        DataDirectory = parsed.GetValue(_dataDirectory)!,
        Etcd = _etcd.Read(parsed),
    };

    private string Modes(ParseResult parsed)
    {
        if (parsed.GetValue(_authorizationConfig) is not { Length: > 0 } file) return parsed.GetValue(_authorization)!;
        if (parsed.GetResult(_authorization) is { Implicit: false })
            throw new FormatException("--authorization-config can not be specified when --authorization-mode or --authorization-webhook-* flags are defined");
        return AuthorizationConfigurationFile.Read(file);
    }

    /// <summary>A list given in one flag or several.</summary>
    private static IReadOnlyList<string> Names(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static Option<string> Text(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<string?> Maybe(string name, string description) => new(name) { Description = description };
}
