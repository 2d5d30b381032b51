using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>The documents that are not of one group and version: discovery, the version, the service account issuer.</summary>
internal sealed class GeneralPaths
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private static readonly GeneralPaths[] Fixed =
    [
        new(".well-known/openid-configuration", builder => builder.AddGet(
            "/.well-known/openid-configuration/", "getServiceAccountIssuerOpenIDConfiguration", "WellKnown",
            "get service account issuer OpenID configuration, also known as the 'OIDC discovery doc'", Operation.JsonOnly,
            new() { ["type"] = "string" })),
        new("api", builder => builder.AddGet("/api/", "getCoreAPIVersions", "core", "get available API versions", Meta + "APIVersions")),
        new("apis", builder => builder.AddGet("/apis/", "getAPIVersions", "apis", "get available API versions", Meta + "APIGroupList")),
        new("openid/v1/jwks", builder => builder.AddGet(
            "/openid/v1/jwks/", "getServiceAccountIssuerOpenIDKeyset", "openid",
            "get service account issuer OpenID JSON Web Key Set (contains public token verification keys)",
            ["application/jwk-set+json"], new() { ["type"] = "string" })),
        new("version", builder => builder.AddGet(
            "/version/", "getCodeVersion", "version", "get the version information for this server", Operation.JsonOnly,
            builder.Schemas.Reference(KindCatalog.BuiltIn.FindType("io.k8s.apimachinery.pkg.version.Info")!))),
    ];

    private readonly string _path;

    private GeneralPaths(string path, Action<DocumentBuilder> build)
    {
        _path = path;
        Build = build;
    }

    public Action<DocumentBuilder> Build { get; }

    public static GeneralPaths? Find(string path, IReadOnlyList<ServedResource> served) =>
        Fixed.Concat(Groups(served)).FirstOrDefault(general => general._path == path);

    public static IEnumerable<string> All(IReadOnlyList<ServedResource> served) =>
        Fixed.Concat(Groups(served)).Select(general => general._path);

    private static IEnumerable<GeneralPaths> Groups(IReadOnlyList<ServedResource> served) => served
        .Select(resource => resource.Kind.Group).Where(group => group.Length > 0).Distinct()
        .Select(group => new GeneralPaths($"apis/{group}", builder => builder.AddGet(
            $"/apis/{group}/", $"get{OperationNames.GroupTitle(group)}APIGroup", OperationNames.GroupTag(group),
            "get information of a group", Meta + "APIGroup")));
}
