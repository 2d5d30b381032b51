namespace Kube.Conformance.Support.Tools;

/// <summary>
/// The folder of a user in which tools are kept that the tests fetch: <c>~/.cache/kube/tools</c>, or below <c>XDG_CACHE_HOME</c>.
/// What lies in it is whole, whoever else fills it at the same time.
/// </summary>
internal static class ToolCache
{
    private static readonly string Root = Path.Combine(CacheHome(), "kube", "tools");

    /// <summary>The folder of a tool, filled if it is not there yet.</summary>
    /// <param name="name">Names content that never changes, so a version or a hash is part of it.</param>
    public static async Task<string> EnsureAsync(string name, Func<string, Task> fill)
    {
        var folder = Path.Combine(Root, name);
        if (Directory.Exists(folder))
            return folder;
        Directory.CreateDirectory(Root);
        var half = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():n}").FullName;
        try
        {
            await fill(half);
            Directory.Move(half, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another run was faster.
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }

        return folder;
    }

    private static string CacheHome() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
