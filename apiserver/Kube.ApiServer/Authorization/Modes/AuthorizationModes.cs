using Kube.ApiServer.Authorization.Nodes;
using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authorization.Modes;

/// <summary><c>--authorization-mode</c>: which authorizers are asked, in that order.</summary>
internal static class AuthorizationModes
{
    private const string AlwaysAllowMode = "AlwaysAllow";

    private static readonly Dictionary<string, Func<ResourceCaches, IAuthorizer>> Known = new()
    {
        [AlwaysAllowMode] = _ => new AlwaysAllow(),
        ["AlwaysDeny"] = _ => new AlwaysDeny(),
        ["Node"] = caches => new NodeAuthorizer(new NodeGraph(caches)),
        ["RBAC"] = caches => new RbacAuthorizer(new PolicySource(caches)),
    };

    /// <exception cref="FormatException">The flag names no mode, an unknown one, or one twice.</exception>
    public static IAuthorizer Create(string flag, ResourceCaches caches) =>
        new UnionAuthorizer([new PrivilegedGroup(), .. Read(flag).Select(mode => Known[mode](caches))]);

    /// <summary>Where everything is allowed, requests without credentials are refused all the same, as upstream does.</summary>
    /// <exception cref="FormatException">As for <see cref="Create"/>.</exception>
    public static bool AllowsAnonymous(string flag) => !Read(flag).Contains(AlwaysAllowMode);

    private static string[] Read(string flag)
    {
        var modes = flag.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (modes.Length == 0) throw new FormatException("at least one authorization-mode must be passed");
        foreach (var mode in modes)
        {
            if (!Known.ContainsKey(mode)) throw new FormatException($"authorization-mode \"{mode}\" is not a valid mode");
        }
        if (modes.Distinct().Count() < modes.Length) throw new FormatException($"authorization-mode [{string.Join(' ', modes)}] has mode specified more than once");
        return modes;
    }
}
