using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds;

/// <summary>The schemas of the built-in kinds, by name.</summary>
internal static class Types
{
    /// <exception cref="InvalidOperationException">The type system has no such kind: a mistake in a registration.</exception>
    public static TypeSchema Of(string group, string version, string kind) =>
        KindCatalog.BuiltIn.Find(group, version, kind)?.Type
        ?? throw new InvalidOperationException($"no schema for {group}/{version} {kind}");

    /// <param name="definition">An OpenAPI definition's name.</param>
    /// <exception cref="InvalidOperationException">The type system has no such definition.</exception>
    public static TypeSchema Named(string definition) =>
        KindCatalog.BuiltIn.FindType(definition) ?? throw new InvalidOperationException($"no schema {definition}");

    public static bool Exists(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/');
        return KindCatalog.BuiltIn.Find(slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], kind) is not null;
    }
}
