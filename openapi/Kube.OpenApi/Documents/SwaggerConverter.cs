using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>
/// Turns an OpenAPI v3 document into one of v2: bodies become parameters, content types go to the operation, references lose the
/// <c>allOf</c> around them, and defaults and alternatives, which v2 does not know here, are left out.
/// </summary>
internal static class SwaggerConverter
{
    private const string V3Prefix = "#/components/schemas/";
    private const string V2Prefix = "#/definitions/";

    public static JsonMap Convert(JsonMap document)
    {
        var shared = new SharedParameters();
        var components = document.Map("components")!;
        var definitions = new JsonMap();
        foreach (var (name, schema) in components.Map("schemas")!) definitions[name] = Schema((JsonMap)schema!);

        var items = new JsonMap();
        foreach (var (path, item) in document.Map("paths")!) items[path] = Item((JsonMap)item!, shared);
        return new()
        {
            ["swagger"] = "2.0",
            ["info"] = document["info"],
            ["paths"] = SharedParameters.Replace(items),
            ["definitions"] = definitions,
            ["parameters"] = shared.Render(),
            ["securityDefinitions"] = components["securitySchemes"],
            ["security"] = new JsonList { new JsonMap { ["BearerToken"] = new JsonList() } },
        };
    }

    private static JsonMap Item(JsonMap item, SharedParameters shared)
    {
        var converted = new JsonMap();
        foreach (var (key, value) in item)
            converted[key] = key == "parameters" ? Parameters((JsonList)value!, shared) : Operation((JsonMap)value!, shared);
        return converted;
    }

    private static JsonMap Operation(JsonMap operation, SharedParameters shared)
    {
        var converted = new JsonMap();
        var parameters = new JsonList();
        if (operation.Map("requestBody") is { } body)
        {
            var content = body.Map("content")!;
            converted["consumes"] = new JsonList(content.Keys);
            var parameter = new JsonMap { ["name"] = "body", ["in"] = "body" };
            if (body.Bool("required") == true) parameter["required"] = true;
            parameter["schema"] = Schema(AnySchema(content));
            parameters.Add(shared.Collect(parameter));
        }
        parameters.AddRange(Parameters(operation.List("parameters") ?? [], shared));

        var (produces, responses) = (new SortedSet<string>(StringComparer.Ordinal), new JsonMap());
        foreach (var (code, value) in operation.Map("responses")!)
        {
            var response = (JsonMap)value!;
            var answer = new JsonMap { ["description"] = response["description"] };
            if (response.Map("content") is { } content)
            {
                produces.UnionWith(content.Keys);
                answer["schema"] = Schema(AnySchema(content));
            }
            responses[code] = answer;
        }

        foreach (var key in new[] { "description", "operationId" }) converted[key] = operation[key];
        if (parameters.Count > 0) converted["parameters"] = parameters;
        converted["produces"] = new JsonList(produces);
        converted["responses"] = responses;
        converted["schemes"] = new JsonList { "https" };
        converted["tags"] = operation["tags"];
        foreach (var (key, value) in operation)
        {
            if (key.StartsWith("x-", StringComparison.Ordinal)) converted[key] = value;
        }
        return converted;
    }

    private static JsonList Parameters(JsonList parameters, SharedParameters shared)
    {
        var converted = new JsonList();
        foreach (var parameter in parameters.Cast<JsonMap>())
        {
            var flat = new JsonMap();
            foreach (var (key, value) in parameter)
            {
                if (key != "schema") flat[key] = value;
            }
            foreach (var (key, value) in parameter.Map("schema")!) flat[key] = value;
            converted.Add(shared.Collect(flat));
        }
        return converted;
    }

    private static JsonMap AnySchema(JsonMap content) => content.Select(type => (JsonMap)type.Value!).First().Map("schema")!;

    private static JsonMap Schema(JsonMap schema)
    {
        var converted = new JsonMap();
        foreach (var (key, value) in schema)
        {
            switch (key, value)
            {
                case ("default", _):
                    break;
                case ("oneOf", _):
                    converted["type"] = "string";
                    break;
                case ("allOf", JsonList { Count: 1 } all):
                    converted["$ref"] = Reference((JsonMap)all[0]!);
                    break;
                case ("$ref", _):
                    converted["$ref"] = Reference(schema);
                    break;
                case ("properties", JsonMap properties):
                    var renamed = new JsonMap(properties.Count);
                    foreach (var (name, property) in properties) renamed[name] = Schema((JsonMap)property!);
                    converted["properties"] = renamed;
                    break;
                case ("items" or "additionalProperties", JsonMap inner):
                    converted[key] = Schema(inner);
                    break;
                default:
                    converted[key] = value;
                    break;
            }
        }
        return converted;
    }

    private static string Reference(JsonMap schema) => V2Prefix + schema.String("$ref")![V3Prefix.Length..];
}
