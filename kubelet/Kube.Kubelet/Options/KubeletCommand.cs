using System.CommandLine;

namespace Kube.Kubelet.Options;

/// <summary>The command line of upstream's kubelet, and <c>--runtime</c> of our own.</summary>
internal sealed class KubeletCommand
{
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { Required = true, Description = "Path to a kubeconfig file, specifying how to connect to the API server." };
    private readonly Option<string?> _bootstrapKubeconfig = new("--bootstrap-kubeconfig") { Description = "Path to a kubeconfig file that will be used to get a client certificate for the kubelet, if the file of --kubeconfig does not exist." };
    private readonly Option<string?> _certDir = new("--cert-dir") { Description = "The directory where the TLS certificates are located; pki in --root-dir if unset." };
    private readonly Option<bool> _rotateCertificates = new("--rotate-certificates") { Description = "Auto rotate the kubelet client certificates by requesting new certificates from the kube-apiserver when the certificate expiration approaches." };
    private readonly Option<bool> _rotateServerCertificates = new("--rotate-server-certificates") { Description = "Auto-request and rotate the kubelet serving certificates by requesting new certificates from the kube-apiserver when the certificate expiration approaches." };
    private readonly Option<string?> _hostnameOverride = new("--hostname-override") { Description = "If non-empty, will use this string as identification instead of the actual hostname." };
    private readonly Option<string?> _nodeIp = new("--node-ip") { Description = "IP address of the node; if unset, the node's default IPv4 address is used." };
    private readonly Option<string> _address = new("--address") { DefaultValueFactory = _ => "0.0.0.0", Description = "The IP address for the Kubelet to serve on." };
    private readonly Option<int> _port = new("--port") { DefaultValueFactory = _ => 10250, Description = "The port for the Kubelet to serve on." };
    private readonly Option<string> _rootDir = new("--root-dir") { DefaultValueFactory = _ => "/var/lib/kubelet", Description = "Directory path for managing kubelet files (volume mounts, etc)." };
    private readonly Option<string?> _tlsCertFile = new("--tls-cert-file") { Description = "File containing the x509 certificate used for serving HTTPS; a self-signed one is made if unset." };
    private readonly Option<string?> _tlsKeyFile = new("--tls-private-key-file") { Description = "File containing the x509 private key matching --tls-cert-file." };
    private readonly Option<string?> _clientCaFile = new("--client-ca-file") { Description = "Requests presenting a client certificate signed by one of the authorities in this file are authenticated by it." };
    private readonly Option<string?> _clusterDns = new("--cluster-dns") { Description = "Comma-separated list of DNS server IP addresses, for pods with dnsPolicy ClusterFirst." };
    private readonly Option<string> _clusterDomain = new("--cluster-domain") { DefaultValueFactory = _ => "cluster.local", Description = "Domain for this cluster." };
    private readonly Option<string> _podCidr = new("--pod-cidr") { DefaultValueFactory = _ => "10.244.0.0/24", Description = "The CIDR to use for pod IP addresses." };
    private readonly Option<string?> _nodeLabels = new("--node-labels") { Description = "Labels to add when registering the node in the cluster: key=value pairs separated by ','." };
    private readonly Option<string?> _taints = new("--register-with-taints") { Description = "Register the node with the given list of taints (comma separated <key>=<value>:<effect>)." };
    private readonly Option<int> _maxPods = new("--max-pods") { DefaultValueFactory = _ => 110, Description = "Number of Pods that can run on this Kubelet." };
    private readonly Option<string?> _runtimeEndpoint = new("--container-runtime-endpoint") { Description = "The endpoint of the Docker engine; DOCKER_HOST or unix:///var/run/docker.sock if unset." };
    private readonly Option<string> _runtime = new("--runtime") { DefaultValueFactory = _ => "docker", Description = "What runs containers: docker, or simulated for pods without containers." };
    private readonly Option<int> _verbosity = new("--v", "-v") { Description = "Verbosity of the log; 4 and more shows debugging." };

    public RootCommand Build(Func<KubeletOptions, CancellationToken, Task<int>> run)
    {
        _runtime.AcceptOnlyFromAmong("docker", "simulated");
        var command = new RootCommand("The node agent of Kubernetes: makes the pods of this node's API objects real.")
        {
            _kubeconfig, _bootstrapKubeconfig, _certDir, _rotateCertificates, _rotateServerCertificates, _hostnameOverride, _nodeIp, _address, _port, _rootDir, _tlsCertFile, _tlsKeyFile, _clientCaFile, _clusterDns, _clusterDomain,
            _podCidr, _nodeLabels, _taints, _maxPods, _runtimeEndpoint, _runtime, _verbosity,
        };
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        return command;
    }

    private KubeletOptions Read(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetRequiredValue(_kubeconfig),
        NodeName = (parsed.GetValue(_hostnameOverride) is { Length: > 0 } name ? name : Environment.MachineName).Trim().ToLowerInvariant(),
        NodeIp = parsed.GetValue(_nodeIp) is { Length: > 0 } ip ? ip : NodeAddress.Default(),
        Address = parsed.GetRequiredValue(_address),
        Port = parsed.GetValue(_port),
        RootDirectory = Path.GetFullPath(parsed.GetRequiredValue(_rootDir)),
        BootstrapKubeconfig = parsed.GetValue(_bootstrapKubeconfig),
        CertDirectory = Path.GetFullPath(parsed.GetValue(_certDir) is { Length: > 0 } directory ? directory : Path.Combine(parsed.GetRequiredValue(_rootDir), "pki")),
        RotateCertificates = parsed.GetValue(_rotateCertificates),
        RotateServerCertificates = parsed.GetValue(_rotateServerCertificates),
        TlsCertificateFile = parsed.GetValue(_tlsCertFile),
        TlsPrivateKeyFile = parsed.GetValue(_tlsKeyFile),
        ClientCaFile = parsed.GetValue(_clientCaFile),
        ClusterDns = Items(parsed.GetValue(_clusterDns)),
        ClusterDomain = parsed.GetRequiredValue(_clusterDomain),
        PodCidr = parsed.GetRequiredValue(_podCidr),
        NodeLabels = Items(parsed.GetValue(_nodeLabels)).Select(item => item.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? ""),
        RegisterWithTaints = [.. Items(parsed.GetValue(_taints)).Select(TaintText.Parse)],
        MaxPods = parsed.GetValue(_maxPods),
        ContainerRuntimeEndpoint = new Uri(parsed.GetValue(_runtimeEndpoint) is { Length: > 0 } endpoint ? endpoint
            : Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock"),
        Runtime = parsed.GetRequiredValue(_runtime),
        Verbosity = parsed.GetValue(_verbosity),
    };

    private static string[] Items(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
