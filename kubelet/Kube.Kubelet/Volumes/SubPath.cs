namespace Kube.Kubelet.Volumes;

/// <summary>A path inside a volume. Links inside the volume must not lead a container out of it.</summary>
internal static class SubPath
{
    /// <exception cref="VolumeException">The path leaves the volume.</exception>
    public static string Resolve(string volume, string subPath)
    {
        if (Path.IsPathRooted(subPath) || subPath.Split('/').Contains(".."))
            throw new VolumeException($"subPath \"{subPath}\" must be a relative path without \"..\"");
        var root = RealPath(volume);
        var path = root;
        foreach (var part in subPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (!Path.Exists(path))
                Directory.CreateDirectory(path);
            path = RealPath(path);
            if (path != root && !path.StartsWith(root + "/", StringComparison.Ordinal))
                throw new VolumeException($"subPath \"{subPath}\" leads out of the volume");
        }

        return path;
    }

    /// <summary>Resolves links in every part of the path.</summary>
    private static string RealPath(string path, int depth = 0)
    {
        if (depth > 40)
            throw new VolumeException($"too many links in {path}");
        var resolved = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.GetFullPath(Path.Combine(resolved, part));
            if (new FileInfo(resolved).LinkTarget is { } target)
                resolved = RealPath(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(resolved)!, target)), depth + 1);
        }

        return resolved;
    }
}
