using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>Builds one operation of a path.</summary>
internal static class Operation
{
    private static readonly string[] Json = ["application/json"];
    private static readonly string[] Objects = ["application/json", "application/vnd.kubernetes.protobuf", "application/yaml"];
    private static readonly string[] Streams =
    [
        "application/json", "application/json;stream=watch", "application/vnd.kubernetes.protobuf",
        "application/vnd.kubernetes.protobuf;stream=watch", "application/yaml",
    ];

    private static readonly string[] Patches =
    [
        "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json",
        "application/strategic-merge-patch+json",
    ];

    public static readonly IReadOnlyList<string> Anything = ["*/*"];

    public static readonly IReadOnlyList<string> Logs = [.. Objects, "text/plain"];

    public static JsonMap Of(string id, string tag, string description, JsonMap responses) => new()
    {
        ["tags"] = new JsonList { tag },
        ["description"] = description,
        ["operationId"] = id,
        ["responses"] = responses,
    };

    public static JsonMap WithAction(this JsonMap operation, string action, KindSchema kind)
    {
        operation["x-kubernetes-action"] = action;
        operation["x-kubernetes-group-version-kind"] =
            new JsonMap { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };
        return operation;
    }

    public static JsonMap WithBody(this JsonMap operation, JsonMap schema, bool required = true)
    {
        var body = new JsonMap { ["content"] = Content(Anything, schema) };
        if (required) body["required"] = true;
        operation["requestBody"] = body;
        return operation;
    }

    /// <summary>A custom resource has no Go struct, from which a strategic merge patch would follow.</summary>
    public static JsonMap WithPatchBody(this JsonMap operation, JsonMap schema, bool custom)
    {
        operation["requestBody"] = new JsonMap { ["content"] = Content(custom ? Patches[..3] : Patches, schema), ["required"] = true };
        return operation;
    }

    /// <summary>The object's encodings; a custom resource has no protobuf form.</summary>
    public static IReadOnlyList<string> ObjectTypes(bool custom) => custom ? [.. Objects.Where(IsServedCustom)] : Objects;

    public static IReadOnlyList<string> StreamTypes(bool custom) => custom ? [.. Streams.Where(IsServedCustom)] : Streams;

    public static IReadOnlyList<string> JsonOnly => Json;

    /// <summary>One answer for each of the codes, of one schema; and 401 as everywhere.</summary>
    public static JsonMap Responses(IReadOnlyList<string> types, JsonMap schema, params ReadOnlySpan<int> codes)
    {
        var responses = new JsonMap();
        foreach (var code in codes)
        {
            responses[code.ToString()] = new JsonMap
            {
                ["description"] = code switch { 201 => "Created", 202 => "Accepted", _ => "OK" },
                ["content"] = Content(types, schema),
            };
        }
        responses["401"] = new JsonMap { ["description"] = "Unauthorized" };
        return responses;
    }

    private static bool IsServedCustom(string type) => !type.Contains("protobuf", StringComparison.Ordinal);

    private static JsonMap Content(IReadOnlyList<string> types, JsonMap schema)
    {
        var content = new JsonMap();
        foreach (var type in types) content[type] = new JsonMap { ["schema"] = schema };
        return content;
    }
}
