using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>Collects the paths of one OpenAPI v3 document and renders it with the definitions they refer to.</summary>
internal sealed class DocumentBuilder
{
    private readonly SortedDictionary<string, PathItem> _paths = new(StringComparer.Ordinal);
    private readonly KindCatalog _builtIn = KindCatalog.BuiltIn;
    private readonly QueryParameters _parameters;
    private readonly string _version;
    private KindSchema? _owner;

    public DocumentBuilder(string version)
    {
        var descriptions = Descriptions.BuiltIn;
        _version = version;
        _parameters = new(_builtIn, descriptions);
        Schemas = new(_builtIn, descriptions, KindsOf);
    }

    public SchemaRenderer Schemas { get; }

    /// <summary>The resources of one group and version, and its list of resources.</summary>
    public void AddResources(IReadOnlyList<ServedResource> resources)
    {
        _owner = resources[0].Kind;
        var root = _owner.Group.Length == 0 ? $"/api/{_owner.Version}" : $"/apis/{_owner.ApiVersion}";
        AddGet(
            $"{root}/", $"get{OperationNames.Title(_owner.Group, _owner.Version)}APIResources", OperationNames.Tag(_owner.Group, _owner.Version),
            "get available resources", "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList");
        foreach (var resource in resources)
        {
            foreach (var (path, item) in new ResourcePaths(resource, root, Schemas, _parameters, _builtIn).All())
            {
                if (!item.IsEmpty) _paths.Add(path, item);
            }
        }
    }

    /// <summary>A path that answers a GET with one definition.</summary>
    public void AddGet(string path, string id, string tag, string description, string definition) =>
        AddGet(path, id, tag, description, Operation.ObjectTypes(custom: false), Schemas.Reference(_builtIn.FindType(definition)!));

    public void AddGet(string path, string id, string tag, string description, IReadOnlyList<string> types, JsonMap schema)
    {
        var item = new PathItem();
        item.Add("get", Operation.Of(id, tag, description, Operation.Responses(types, schema, 200)), []);
        _paths.Add(path, item);
    }

    public JsonMap Render()
    {
        var paths = new JsonMap(_paths.Count);
        foreach (var (path, item) in _paths) paths[path] = item.Render();

        var components = new JsonMap();
        if (Schemas.Definitions() is { Count: > 0 } definitions) components["schemas"] = definitions;
        components["securitySchemes"] = new JsonMap
        {
            ["BearerToken"] = new JsonMap
            {
                ["type"] = "apiKey",
                ["description"] = "Bearer Token authentication",
                ["name"] = "authorization",
                ["in"] = "header",
            },
        };
        return new()
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonMap { ["title"] = "Kubernetes", ["version"] = _version },
            ["paths"] = paths,
            ["components"] = components,
        };
    }

    /// <summary>A type's schema with everything it refers to, as text.</summary>
    public static string RenderType(TypeSchema type)
    {
        var builder = new DocumentBuilder("");
        builder.Schemas.Reference(type);
        return builder.Schemas.Definitions().ToString();
    }

    /// <summary>A kind of every group and version is shown as one of the core group and of the document's own.</summary>
    private IEnumerable<KindSchema> KindsOf(TypeSchema type)
    {
        if (type.Custom && _owner is not null) return [new(_owner.Group, _owner.Version, type.Name[(type.Name.LastIndexOf('.') + 1)..], type)];
        var own = _builtIn.Kinds.Where(kind => kind.Type == type);
        if (_owner is null || !_builtIn.IsUniversal(type)) return own;
        var name = type.Name[(type.Name.LastIndexOf('.') + 1)..];
        return new[] { new KindSchema("", "v1", name, type), new(_owner.Group, _owner.Version, name, type) }.Distinct();
    }
}
