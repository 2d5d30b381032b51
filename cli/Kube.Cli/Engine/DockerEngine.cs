using System.Net.Sockets;
using Kube.Cli.Processes;

namespace Kube.Cli.Engine;

/// <summary>
/// Sees to it that a Docker engine answers, and ends the one it started itself.
/// </summary>
/// <param name="pidFile">Remembers a dockerd started here.</param>
/// <param name="log">Where such a dockerd writes.</param>
internal sealed class DockerEngine(PidFile pidFile, string log, TimeProvider time)
{
    public const string Name = "dockerd";

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Finds the engine; as root, installs it (Debian, Ubuntu) and starts it where none answers.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="KubeException">There is none, and it cannot be started here: the message says what to do.</exception>
    public async Task<string> EnsureAsync(DockerApi docker, CancellationToken cancellationToken)
    {
        if (await docker.VersionAsync(cancellationToken).ConfigureAwait(false) is { } version)
            return version;
        ThrowUnlessStartable(docker.Name);
        if (!Tool.Exists(Name))
        {
            Console.WriteLine($"No Docker engine answers at {docker.Name}.");
            DebianPackages.Install(["docker.io"]);
        }

        return await StartAsync(docker, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the dockerd started here, unless containers still run on it.</summary>
    public async Task StopOwnAsync(DockerApi docker, CancellationToken cancellationToken)
    {
        if (pidFile.Running() is not { } process)
            return;
        if (await docker.VersionAsync(cancellationToken).ConfigureAwait(false) is not null
            && await docker.RunningContainersAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } others)
        {
            Console.WriteLine($"Docker keeps running (process {process.Id}): {others.Count} containers of others run on it.");
            return;
        }

        await ProcessEnding.EndAsync([process], time).ConfigureAwait(false);
        DockerTraces.Remove();
        pidFile.Delete();
    }

    private static void ThrowUnlessStartable(string endpoint)
    {
        const string Otherwise = "or use --runtime simulated, where pods become Running without containers.";
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 })
            throw new KubeException($"No Docker engine answers at DOCKER_HOST={endpoint}: start it, unset DOCKER_HOST, {Otherwise}");
        if (File.Exists(DockerEndpoint.DefaultSocket) && !Environment.IsPrivilegedProcess && IsForbidden())
            throw new KubeException($"{DockerEndpoint.DefaultSocket} may not be used by this user: join the group docker (sudo usermod -aG docker $USER, then log in again), {Otherwise}");
        if (!Environment.IsPrivilegedProcess)
            throw new KubeException($"No Docker engine answers at {endpoint}: start it (sudo systemctl start docker), or install it (sudo apt-get install docker.io), {Otherwise}");
        if (!Tool.Exists(Name) && !DebianPackages.CanInstall)
            throw new KubeException($"No Docker engine is installed: install one (https://docs.docker.com/engine/install/), {Otherwise}");
    }

    private static bool IsForbidden()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(DockerEndpoint.DefaultSocket));
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AccessDenied;
        }
    }

    private async Task<string> StartAsync(DockerApi docker, CancellationToken cancellationToken)
    {
        Console.WriteLine("Starting the Docker engine ...");
        ProcessIdentity? process = null;
        if (Directory.Exists("/run/systemd/system"))
            Tool.Run("systemctl", ["start", "docker"]);
        else
            pidFile.Write(process = DetachedProcess.Start(Tool.Find(Name)!, [], log));

        var asked = time.GetTimestamp();
        while (true)
        {
            if (await docker.VersionAsync(cancellationToken).ConfigureAwait(false) is { } version)
                return version;
            if (process is { IsRunning: false } || time.GetElapsedTime(asked) > StartPatience)
                throw new KubeException($"The Docker engine did not start ({LogFile.LastLine(log)}): mend that, or use --runtime simulated.");
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
