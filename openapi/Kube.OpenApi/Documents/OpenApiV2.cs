using Kube.OpenApi.Documents.Gnostic;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>
/// <c>/openapi/v2</c>: one document of everything served, for clients from before v3. Made when it is first asked for. Safe for
/// concurrent use.
/// </summary>
public sealed class OpenApiV2
{
    public const string ProtobufType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private readonly Lazy<OpenApiDocument> _document;
    private readonly Lazy<OpenApiDocument> _protobuf;

    /// <param name="served">Everything served, custom resources too.</param>
    /// <param name="version">Kubernetes' version as the document says it.</param>
    public OpenApiV2(IReadOnlyList<ServedResource> served, string version)
    {
        _document = new(() => Make(served, version));
        _protobuf = new(() => Encode(_document.Value));
    }

    /// <summary>The document as JSON.</summary>
    public OpenApiDocument Document => _document.Value;

    /// <summary>The same as gnostic's protobuf message.</summary>
    public OpenApiDocument Protobuf => _protobuf.Value;

    private static OpenApiDocument Make(IReadOnlyList<ServedResource> served, string version)
    {
        var builder = new DocumentBuilder(version);
        foreach (var path in GeneralPaths.All(served)) GeneralPaths.Find(path, served)!.Build(builder);
        foreach (var resources in served.GroupBy(resource => resource.Kind.ApiVersion)) builder.AddResources([.. resources]);
        return OpenApiDocument.Hashed(JsonWriter.ToBytes(SwaggerConverter.Convert(builder.Render())));
    }

    private static OpenApiDocument Encode(OpenApiDocument document) =>
        OpenApiDocument.Hashed(GnosticWriter.ToBytes((JsonMap)JsonReader.Read(document.Content.Span)!), ProtobufType);
}
