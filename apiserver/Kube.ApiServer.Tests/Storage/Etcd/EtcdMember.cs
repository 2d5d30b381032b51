using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kube.Tests.Etcd;

/// <summary>A real etcd process on loopback with a data directory of its own. It can be killed and started again on what it had.</summary>
internal sealed class EtcdMember : IDisposable
{
    private static int _lastPort = Random.Shared.Next(5_000, 9_000);

    private readonly string _folder;
    private readonly EtcdFiles? _files;
    private readonly int _clientPort;
    private Process? _process;

    /// <param name="files">With these it speaks TLS, with clients that have a certificate.</param>
    public EtcdMember(string folder, string name, EtcdFiles? files = null)
        : this(folder, name, files, FreePort(), FreePort())
    {
    }

    private EtcdMember(string folder, string name, EtcdFiles? files, int clientPort, int peerPort) =>
        (_folder, Name, _files, _clientPort, PeerUrl) = (folder, name, files, clientPort, $"http://127.0.0.1:{peerPort}");

    public string Name { get; }

    public string PeerUrl { get; }

    public string Url => $"{(_files is null ? "http" : "https")}://127.0.0.1:{_clientPort}";

    /// <summary>Where everything etcd keeps lies.</summary>
    public string Data => Path.Combine(_folder, Name);

    public string Log => Data + ".log";

    private string Tls => _files is null ? "" : $"--client-cert-auth --trusted-ca-file '{_files.Authority}' --cert-file '{_files.Certificate}' --key-file '{_files.Key}'";

    /// <summary>What is given to etcd and etcdctl to say who the members are.</summary>
    public string InitialCluster { get; set; } = "";

    /// <summary>An etcd of the same data that listens elsewhere; the two must not run at once.</summary>
    public EtcdMember Elsewhere() => new(_folder, Name, _files, FreePort(), FreePort()) { InitialCluster = InitialCluster };

    public void Start()
    {
        // Through a shell, which has the log written by etcd itself: nobody here has to read it for etcd to go on.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        var cluster = InitialCluster.Length > 0 ? InitialCluster : $"{Name}={PeerUrl}";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            $"exec etcd --name {Name} --data-dir '{Data}' --listen-client-urls {Url} --advertise-client-urls {Url} --listen-peer-urls {PeerUrl} "
            + $"--initial-advertise-peer-urls {PeerUrl} --initial-cluster {cluster} --logger zap --log-level warn {Tls} >>'{Log}' 2>&1");
        _process = Process.Start(start)!;
    }

    /// <summary>As <c>kill -9</c>; returns when it is gone.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();

    /// <summary>Runs etcdctl to its end on this member.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        string[] tls = _files is null ? [] : ["--cacert", _files.Authority, "--cert", _files.Certificate, "--key", _files.Key];
        var start = new ProcessStartInfo("etcdctl", ["--endpoints", Url, .. tls, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["ETCDCTL_API"] = "3";
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text.Trim() : throw new InvalidOperationException($"etcdctl {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>Given once in this run, and from below those the system gives to connections.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}

/// <summary>Paths of PEM files: whom to trust, and a certificate for servers and clients with its key.</summary>
internal sealed record EtcdFiles(string Authority, string Certificate, string Key);
