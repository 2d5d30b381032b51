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
    private readonly List<KindSchema> _owners = [];
    private readonly List<KindSchema> _custom = [];

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
        var owner = resources[0].Kind;
        _owners.Add(owner);
        var root = owner.Group.Length == 0 ? $"/api/{owner.Version}" : $"/apis/{owner.ApiVersion}";
        AddGet(
            $"{root}/", $"get{OperationNames.Title(owner.Group, owner.Version)}APIResources", OperationNames.Tag(owner.Group, owner.Version),
            "get available resources", "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList");
        foreach (var resource in resources)
        {
            if (resource.Kind.Type.Custom) _custom.AddRange(resource.List is null ? [resource.Kind] : [resource.Kind, resource.List]);
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

    /// <summary>A kind of every group and version is shown as one of the core group and of those in the document.</summary>
    private IEnumerable<KindSchema> KindsOf(TypeSchema type)
    {
        var name = type.Name[(type.Name.LastIndexOf('.') + 1)..];
        if (_builtIn.IsUniversal(type))
            return _owners.Select(owner => new KindSchema(owner.Group, owner.Version, name, type)).Prepend(new("", "v1", name, type)).Distinct()
                .OrderBy(kind => kind.Group, StringComparer.Ordinal).ThenBy(kind => kind.Version, StringComparer.Ordinal);
        return type.Custom ? _custom.Where(kind => kind.Type == type) : _builtIn.Kinds.Where(kind => kind.Type == type);
    }
}
