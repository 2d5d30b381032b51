using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>The paths below one object of a resource.</summary>
internal sealed class SubresourcePaths(ServedResource resource, SchemaRenderer schemas, QueryParameters parameters, KindCatalog builtIn)
{
    private static readonly (string Verb, string Method)[] Methods =
        [("create", "post"), ("delete", "delete"), ("get", "get"), ("patch", "patch"), ("update", "put")];

    private readonly string _title = OperationNames.Title(resource.Kind.Group, resource.Kind.Version);
    private readonly string _tag = OperationNames.Tag(resource.Kind.Group, resource.Kind.Version);
    private readonly bool _custom = resource.Kind.Type.Custom;

    public IEnumerable<(string Path, PathItem Item)> All(string objectPath)
    {
        foreach (var subresource in resource.Subresources)
        {
            var path = $"{objectPath}/{subresource.Name}";
            if (subresource.Options is null) yield return (path, Object(subresource));
            else if (!subresource.IsConnect) yield return (path, Text(subresource));
            else
            {
                yield return (path, Connect(subresource, withPath: false));
                if (subresource.Name == "proxy") yield return ($"{path}/{{path}}", Connect(subresource, withPath: true));
            }
        }
    }

    private PathItem Object(ServedSubresource subresource)
    {
        var item = new PathItem();
        var (name, kind) = (subresource.Name, subresource.Kind);
        IEnumerable<JsonMap> path = [.. PathParameters(kind.Kind), QueryParameters.Pretty];
        var schema = schemas.Reference(kind.Type);
        foreach (var (verb, method) in Methods.Where(known => subresource.Verbs.Contains(known.Verb)))
        {
            var (word, action, options) = verb switch
            {
                "create" => ("create", "post", parameters.Create),
                "get" => ("read", "get", []),
                "patch" => ("patch", "patch", parameters.Patch),
                "delete" => ("delete", "delete", parameters.Delete),
                _ => ("replace", "put", parameters.Update),
            };
            var description = word switch
            {
                "create" => $"create {name} of {OperationNames.WithArticle(resource.Kind.Kind)}",
                "patch" => $"partially update {name} of the specified {resource.Kind.Kind}",
                _ => $"{word} {name} of the specified {resource.Kind.Kind}",
            };
            ReadOnlySpan<int> codes = word switch { "create" => [200, 201, 202], "read" => [200], _ => [200, 201] };
            var operation = Operation
                .Of(Id(word, subresource), _tag, description, Operation.Responses(Operation.ObjectTypes(_custom), schema, codes))
                .WithAction(action, kind);
            if (word == "patch") operation.WithPatchBody(schemas.Reference(builtIn.FindType("io.k8s.apimachinery.pkg.apis.meta.v1.Patch")!), _custom);
            else if (word != "read") operation.WithBody(schema);
            item.Add(method, operation, [.. options, .. path]);
        }
        return item;
    }

    private PathItem Text(ServedSubresource subresource)
    {
        var item = new PathItem();
        var responses = Operation.Responses(Operation.Logs, new() { ["type"] = "string" }, 200);
        item.Add(
            "get",
            Operation.Of(Id("read", subresource), _tag, $"read {subresource.Name} of the specified {resource.Kind.Kind}", responses)
                .WithAction("get", subresource.Kind),
            [.. parameters.Of(subresource.Options!.Type), .. PathParameters(resource.Kind.Kind), QueryParameters.Pretty]);
        return item;
    }

    private PathItem Connect(ServedSubresource subresource, bool withPath)
    {
        var item = new PathItem();
        var methods = Methods.Where(known => subresource.Verbs.Contains(known.Verb)).Select(known => known.Method).ToList();
        // What takes every method of discovery's verbs takes those without a verb too.
        if (methods.Count == Methods.Length) methods.AddRange(["head", "options"]);
        IEnumerable<JsonMap> path = PathParameters(subresource.Kind.Kind);
        if (withPath) path = path.Append(QueryParameters.Path);
        foreach (var method in methods)
        {
            var id = Id($"connect{{}}{OperationNames.Capital(method)}", subresource) + (withPath ? "WithPath" : "");
            item.Add(
                method,
                Operation.Of(
                    id, _tag, $"connect {method.ToUpperInvariant()} requests to {subresource.Name} of {resource.Kind.Kind}",
                    Operation.Responses(Operation.Anything, new() { ["type"] = "string" }, 200)).WithAction("connect", subresource.Kind),
                [.. parameters.Of(subresource.Options!.Type), .. path]);
        }
        return item;
    }

    /// <summary>The group's title comes after the word, or where the word has a place for it.</summary>
    private string Id(string word, ServedSubresource subresource)
    {
        var start = word.Contains("{}", StringComparison.Ordinal) ? word.Replace("{}", _title, StringComparison.Ordinal) : word + _title;
        return $"{start}{(resource.Namespaced ? "Namespaced" : "")}{resource.Kind.Kind}{OperationNames.Capital(subresource.Name)}";
    }

    private IEnumerable<JsonMap> PathParameters(string kind) =>
        resource.Namespaced ? [QueryParameters.Name(kind), QueryParameters.Namespace] : [QueryParameters.Name(kind)];
}
