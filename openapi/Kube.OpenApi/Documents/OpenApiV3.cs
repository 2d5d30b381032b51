using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>
/// The documents under <c>/openapi/v3</c> for one set of served resources; a server makes a new one when what it serves changes.
/// A document is made when it is first asked for. Safe for concurrent use.
/// </summary>
/// <param name="served">Everything served, custom resources too.</param>
/// <param name="version">Kubernetes' version as the documents say it.</param>
public sealed class OpenApiV3(IReadOnlyList<ServedResource> served, string version)
{
    private readonly ConcurrentDictionary<string, OpenApiDocument> _documents = new();
    private readonly Lazy<OpenApiDocument> _index = new(() => MakeIndex(served, version));

    /// <summary><c>/openapi/v3</c>: where the document of each group and version is, with its hash.</summary>
    public OpenApiDocument Index => _index.Value;

    /// <summary>
    /// The document below <c>/openapi/v3/</c>, as in <c>api/v1</c>, <c>apis/apps/v1</c>, <c>apis/apps</c> or <c>version</c>; null
    /// when there is none.
    /// </summary>
    public OpenApiDocument? Document(string path)
    {
        if (_documents.TryGetValue(path, out var made)) return made;
        // What does not exist is not remembered: anyone may ask for anything.
        return MakeDocument(path) is { } document ? _documents.GetOrAdd(path, document) : null;
    }

    private OpenApiDocument? MakeDocument(string path)
    {
        if (GeneralPaths.Find(path, served) is { } general) return Render(general.Build, path);
        var resources = served.Where(resource => DocumentPath(resource.Kind) == path).ToList();
        return resources.Count == 0 ? null : Render(builder => builder.AddResources(resources), path);
    }

    private OpenApiDocument Render(Action<DocumentBuilder> build, string path)
    {
        var builder = new DocumentBuilder(version);
        build(builder);
        return new(JsonWriter.ToBytes(builder.Render()), Hash(path, served, version));
    }

    private static OpenApiDocument MakeIndex(IReadOnlyList<ServedResource> served, string version)
    {
        var paths = new JsonMap();
        var all = GeneralPaths.All(served).Concat(served.Select(resource => DocumentPath(resource.Kind))).Distinct();
        foreach (var path in all.Order(StringComparer.Ordinal))
            paths[path] = new JsonMap { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={Hash(path, served, version)}" };
        return OpenApiDocument.Hashed(JsonWriter.ToBytes(new JsonMap { ["paths"] = paths }));
    }

    private static string DocumentPath(KindSchema kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.ApiVersion}";

    /// <summary>
    /// Of all that the document is made from, rather than of the document, so that the index does not need every document: this
    /// build, which knows the built-in types, and what is served with the types of custom resources.
    /// </summary>
    private static string Hash(string path, IReadOnlyList<ServedResource> served, string version)
    {
        var source = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{typeof(OpenApiV3).Module.ModuleVersionId} {version} {path}\n");
        foreach (var resource in served.Where(resource => DocumentPath(resource.Kind) == path))
        {
            source.Append(CultureInfo.InvariantCulture, $"{resource.Name} {resource.Kind.Kind} {resource.Namespaced} {string.Join(',', resource.Verbs)}\n");
            foreach (var subresource in resource.Subresources)
                source.Append(CultureInfo.InvariantCulture, $"  {subresource.Name} {subresource.Kind} {string.Join(',', subresource.Verbs)}\n");
            if (resource.Kind.Type.Custom) source.Append(DocumentBuilder.RenderType(resource.Kind.Type));
        }
        return Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(source.ToString())));
    }
}
