using System.Security.Cryptography;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>
/// Parameters of a v2 document that are not one resource's own: said once under <c>parameters</c> and referred to, which makes the
/// document a fraction of the size. Like upstream's, documents keep those in their place that old kubectl looks for there.
/// </summary>
internal sealed class SharedParameters
{
    private const string MetaReference = "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.";

    private static readonly HashSet<string> Unshared = ["dryRun", "fieldValidation", "name"];

    private readonly Dictionary<string, JsonMap> _byText = [];

    /// <summary>The one instance for all parameters that say the same.</summary>
    public JsonMap Collect(JsonMap parameter)
    {
        var text = parameter.ToString();
        if (_byText.TryGetValue(text, out var first)) return first;
        _byText[text] = parameter;
        return parameter;
    }

    /// <summary>The definitions, under a name that tells parameters of one name apart.</summary>
    public JsonMap Render()
    {
        var parameters = new JsonMap();
        foreach (var parameter in _byText.Values.Where(IsShared).OrderBy(Key, StringComparer.Ordinal)) parameters[Key(parameter)] = parameter;
        return parameters;
    }

    /// <summary>The paths with references in the place of what is shared.</summary>
    public static JsonMap Replace(JsonMap paths)
    {
        foreach (var item in paths.Select(path => (JsonMap)path.Value!))
        {
            Refer(item);
            foreach (var operation in item.Select(field => field.Value).OfType<JsonMap>()) Refer(operation);
        }
        return paths;
    }

    private static void Refer(JsonMap owner)
    {
        if (owner.List("parameters") is not { } parameters) return;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = (JsonMap)parameters[i]!;
            if (IsShared(parameter)) parameters[i] = new JsonMap { ["$ref"] = $"#/parameters/{Key(parameter)}" };
        }
    }

    private static bool IsShared(JsonMap parameter) => parameter.String("name") switch
    {
        "body" => parameter.Map("schema")?.String("$ref")?.StartsWith(MetaReference, StringComparison.Ordinal) == true,
        var name => !Unshared.Contains(name!),
    };

    private static string Key(JsonMap parameter) =>
        $"{parameter.String("name")}-{Convert.ToBase64String(SHA256.HashData(JsonWriter.ToBytes(parameter)))[..8].Replace('+', '-').Replace('/', '_')}";
}
