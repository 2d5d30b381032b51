using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>Parameters of operations; those of the query follow from the option types of meta/v1 and core/v1.</summary>
internal sealed class QueryParameters(KindCatalog builtIn, Descriptions descriptions)
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    public IEnumerable<JsonMap> List => Of(builtIn.FindType(Meta + "ListOptions")!);

    public IEnumerable<JsonMap> Create => Of(builtIn.FindType(Meta + "CreateOptions")!);

    public IEnumerable<JsonMap> Update => Of(builtIn.FindType(Meta + "UpdateOptions")!);

    public IEnumerable<JsonMap> Patch => Of(builtIn.FindType(Meta + "PatchOptions")!);

    public IEnumerable<JsonMap> Delete => Of(builtIn.FindType(Meta + "DeleteOptions")!);

    public static JsonMap Pretty { get; } = Parameter(
        "pretty", "query", "string",
        "If 'true', then the output is pretty printed. Defaults to 'false' unless the user-agent indicates a browser or command-line HTTP tool (curl and wget).");

    public static JsonMap Namespace { get; } =
        Parameter("namespace", "path", "string", "object name and auth scope, such as for teams and projects");

    public static JsonMap Path { get; } = Parameter("path", "path", "string", "path to the resource");

    public static JsonMap Name(string kind) => Parameter("name", "path", "string", $"name of the {kind}");

    /// <summary>The fields of options that fit into a query: scalars and lists of them.</summary>
    public IEnumerable<JsonMap> Of(TypeSchema options)
    {
        foreach (var field in options.Fields.Where(field => field.Name is not ("kind" or "apiVersion")))
        {
            var type = field.Schema.Kind == ValueKind.List ? field.Schema.Element! : field.Schema;
            var word = type.Kind switch
            {
                ValueKind.String => "string",
                ValueKind.Boolean => "boolean",
                ValueKind.Integer => "integer",
                _ => null,
            };
            if (word is not null) yield return Parameter(field.Name, "query", word, descriptions.OfField(options, field.Name));
        }
    }

    private static JsonMap Parameter(string name, string place, string type, string description)
    {
        var parameter = new JsonMap { ["name"] = name, ["in"] = place };
        if (description.Length > 0) parameter["description"] = description;
        if (place == "path") parameter["required"] = true;
        parameter["schema"] = new JsonMap { ["type"] = type, ["uniqueItems"] = true };
        return parameter;
    }
}
