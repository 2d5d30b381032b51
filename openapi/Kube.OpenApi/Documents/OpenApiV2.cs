using System.Security.Cryptography;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>
/// <c>/openapi/v2</c>: one document of everything served, for clients from before v3. Made when it is first asked for. Safe for
/// concurrent use.
/// </summary>
/// <param name="served">Everything served, custom resources too.</param>
/// <param name="version">Kubernetes' version as the document says it.</param>
public sealed class OpenApiV2(IReadOnlyList<ServedResource> served, string version)
{
    private readonly Lazy<OpenApiDocument> _document = new(() => Make(served, version));

    public OpenApiDocument Document => _document.Value;

    private static OpenApiDocument Make(IReadOnlyList<ServedResource> served, string version)
    {
        var builder = new DocumentBuilder(version);
        foreach (var path in GeneralPaths.All(served)) GeneralPaths.Find(path, served)!.Build(builder);
        foreach (var resources in served.GroupBy(resource => resource.Kind.ApiVersion)) builder.AddResources([.. resources]);
        var json = JsonWriter.ToBytes(SwaggerConverter.Convert(builder.Render()));
        return new(json, Convert.ToHexString(SHA512.HashData(json)));
    }
}
