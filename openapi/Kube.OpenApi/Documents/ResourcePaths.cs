using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>The paths of one resource: its collection, its objects, and the deprecated watches of both.</summary>
internal sealed class ResourcePaths(
    ServedResource resource, string root, SchemaRenderer schemas, QueryParameters parameters, KindCatalog builtIn)
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private readonly KindSchema _kind = resource.Kind;
    private readonly string _title = OperationNames.Title(resource.Kind.Group, resource.Kind.Version);
    private readonly string _tag = OperationNames.Tag(resource.Kind.Group, resource.Kind.Version);
    private readonly string _namespaced = resource.Namespaced ? "Namespaced" : "";
    private readonly bool _custom = resource.Kind.Type.Custom;

    public IEnumerable<(string Path, PathItem Item)> All()
    {
        var scope = resource.Namespaced ? "/namespaces/{namespace}" : "";
        yield return ($"{root}{scope}/{resource.Name}", Collection());
        yield return ($"{root}{scope}/{resource.Name}/{{name}}", Item());
        if (resource.Namespaced && Can("list")) yield return ($"{root}/{resource.Name}", AllNamespaces());
        if (Can("watch"))
        {
            yield return ($"{root}/watch{scope}/{resource.Name}", Watch("watchlist", $"{_title}{_namespaced}{_kind.Kind}List", resource.Namespaced, named: false));
            if (resource.Namespaced)
                yield return ($"{root}/watch/{resource.Name}", Watch("watchlist", $"{_title}{_kind.Kind}ListForAllNamespaces", inNamespace: false, named: false));
            if (Can("get"))
                yield return ($"{root}/watch{scope}/{resource.Name}/{{name}}", Watch("watch", $"{_title}{_namespaced}{_kind.Kind}", resource.Namespaced, named: true));
        }
        var subresources = new SubresourcePaths(resource, schemas, parameters, builtIn);
        foreach (var path in subresources.All($"{root}{scope}/{resource.Name}/{{name}}")) yield return path;
    }

    private bool Can(string verb) => resource.Verbs.Contains(verb);

    private PathItem Collection()
    {
        var item = new PathItem();
        if (Can("list")) item.Add("get", List($"list{_title}{_namespaced}{_kind.Kind}"), [.. parameters.List, .. Common(resource.Namespaced)]);
        if (Can("create"))
        {
            item.Add(
                "post",
                Describe($"create{_title}{_namespaced}{_kind.Kind}", $"create {OperationNames.WithArticle(_kind.Kind)}", Own(), 200, 201, 202)
                    .WithBody(Own()).WithAction("post", _kind),
                [.. parameters.Create, .. Common(resource.Namespaced)]);
        }
        if (Can("deletecollection"))
        {
            // What to list and how to delete; where both have a field it is the same.
            var options = parameters.Delete.Concat(parameters.List.Where(parameter => parameter.String("name") is not ("watch" or "allowWatchBookmarks")));
            item.Add(
                "delete",
                Describe($"delete{_title}Collection{_namespaced}{_kind.Kind}", $"delete collection of {_kind.Kind}", Reference("Status"), 200)
                    .WithBody(Reference("DeleteOptions"), required: false).WithAction("deletecollection", _kind),
                [.. options, .. Common(resource.Namespaced)]);
        }
        return item;
    }

    private PathItem Item()
    {
        var item = new PathItem();
        IEnumerable<JsonMap> path = [QueryParameters.Name(_kind.Kind), .. Common(resource.Namespaced)];
        if (Can("get"))
        {
            item.Add("get", Describe($"read{_title}{_namespaced}{_kind.Kind}", $"read the specified {_kind.Kind}", Own(), 200).WithAction("get", _kind), path);
        }
        if (Can("update"))
        {
            item.Add(
                "put",
                Describe($"replace{_title}{_namespaced}{_kind.Kind}", $"replace the specified {_kind.Kind}", Own(), 200, 201)
                    .WithBody(Own()).WithAction("put", _kind),
                [.. parameters.Update, .. path]);
        }
        if (Can("patch"))
        {
            item.Add(
                "patch",
                Describe($"patch{_title}{_namespaced}{_kind.Kind}", $"partially update the specified {_kind.Kind}", Own(), 200, 201)
                    .WithPatchBody(Reference("Patch"), _custom).WithAction("patch", _kind),
                [.. parameters.Patch, .. path]);
        }
        if (Can("delete"))
        {
            var answer = resource.DeleteReturnsObject ? Own() : Reference("Status");
            item.Add(
                "delete",
                Describe($"delete{_title}{_namespaced}{_kind.Kind}", $"delete {OperationNames.WithArticle(_kind.Kind)}", answer, 200, 202)
                    .WithBody(Reference("DeleteOptions"), required: false).WithAction("delete", _kind),
                [.. parameters.Delete, .. path]);
        }
        return item;
    }

    private PathItem AllNamespaces()
    {
        var item = new PathItem();
        item.Add("get", List($"list{_title}{_kind.Kind}ForAllNamespaces"), [.. parameters.List, .. Common(inNamespace: false)]);
        return item;
    }

    private JsonMap List(string id) => Operation
        .Of(
            id, _tag, $"{(Can("watch") ? "list or watch" : "list")} objects of kind {_kind.Kind}",
            Operation.Responses(Operation.StreamTypes(_custom), schemas.Reference(resource.List!.Type), 200))
        .WithAction("list", _kind);

    private PathItem Watch(string action, string name, bool inNamespace, bool named)
    {
        var item = new PathItem();
        var description = named
            ? $"watch changes to an object of kind {_kind.Kind}. deprecated: use the 'watch' parameter with a list operation instead, filtered to a single item with the 'fieldSelector' parameter."
            : $"watch individual changes to a list of {_kind.Kind}. deprecated: use the 'watch' parameter with a list operation instead.";
        IEnumerable<JsonMap> path = named ? [QueryParameters.Name(_kind.Kind), .. Common(inNamespace)] : Common(inNamespace);
        item.Add(
            "get",
            Operation.Of($"watch{name}", _tag, description, Operation.Responses(Operation.StreamTypes(_custom), Reference("WatchEvent"), 200))
                .WithAction(action, _kind),
            [.. parameters.List, .. path]);
        return item;
    }

    private JsonMap Describe(string id, string description, JsonMap answer, params ReadOnlySpan<int> codes) =>
        Operation.Of(id, _tag, description, Operation.Responses(Operation.ObjectTypes(_custom), answer, codes));

    private JsonMap Own() => schemas.Reference(_kind.Type);

    private JsonMap Reference(string metaType) => schemas.Reference(builtIn.FindType(Meta + metaType)!);

    private static IEnumerable<JsonMap> Common(bool inNamespace) =>
        inNamespace ? [QueryParameters.Namespace, QueryParameters.Pretty] : [QueryParameters.Pretty];
}
