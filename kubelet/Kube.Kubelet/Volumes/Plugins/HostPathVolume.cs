using k8s.Models;

namespace Kube.Kubelet.Volumes.Plugins;

internal sealed class HostPathVolume : IVolumePlugin
{
    public string Name => "kubernetes.io/host-path";

    public bool Supports(V1Volume volume) => volume.HostPath is not null;

    public Task<string> MountAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var path = request.Volume.HostPath.Path;
        Check(path, request.Volume.HostPath.Type ?? "");
        return Task.FromResult(path);
    }

    private static void Check(string path, string type)
    {
        switch (type)
        {
            case "" or "DirectoryOrCreate":
                if (!Path.Exists(path))
                    Directory.CreateDirectory(path);
                else if (type.Length > 0)
                    Require(Directory.Exists(path), path, "a directory");
                break;
            case "Directory":
                Require(Directory.Exists(path), path, "a directory");
                break;
            case "FileOrCreate":
                if (!Path.Exists(path))
                    File.Create(path).Dispose();
                Require(IsPlainFile(path), path, "a file");
                break;
            case "File":
                Require(IsPlainFile(path), path, "a file");
                break;
            default:
                Require(Path.Exists(path) && !Directory.Exists(path), path, type switch
                {
                    "Socket" => "a socket file",
                    "CharDevice" => "a character device",
                    _ => "a block device",
                });
                break;
        }
    }

    private static bool IsPlainFile(string path) => File.Exists(path) && !File.GetAttributes(path).HasFlag(FileAttributes.Device);

    private static void Require(bool condition, string path, string what)
    {
        if (!condition)
            throw new VolumeException($"hostPath type check failed: {path} is not {what}");
    }
}
