namespace Kube.ApiServer.Authentication.Configuration;

/// <summary>Whether, and where, a request without credentials is anonymous instead of refused.</summary>
/// <param name="Paths">The paths where it is; empty for all.</param>
internal sealed record AnonymousOptions(bool Enabled, IReadOnlyList<string> Paths)
{
    public static AnonymousOptions Nowhere { get; } = new(false, []);

    public bool Allows(string path) => Enabled && (Paths.Count == 0 || Paths.Contains(path));
}
