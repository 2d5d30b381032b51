using System.Security.Cryptography;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>
/// Parameters that many operations of a v2 document have: said once under <c>parameters</c> and referred to, which makes the
/// document a fraction of the size.
/// </summary>
internal sealed class SharedParameters
{
    private readonly Dictionary<string, (JsonMap Parameter, int Uses)> _byText = [];

    /// <summary>The one instance for all parameters that say the same.</summary>
    public JsonMap Count(JsonMap parameter)
    {
        var text = parameter.ToString();
        var (first, uses) = _byText.GetValueOrDefault(text, (parameter, 0));
        _byText[text] = (first, uses + 1);
        return first;
    }

    /// <summary>The definitions, under a name that tells parameters of one name apart.</summary>
    public JsonMap Render()
    {
        var parameters = new JsonMap();
        foreach (var (parameter, _) in _byText.Values.Where(entry => entry.Uses > 1).OrderBy(entry => Key(entry.Parameter), StringComparer.Ordinal))
            parameters[Key(parameter)] = parameter;
        return parameters;
    }

    /// <summary>The paths with references in the place of what is shared.</summary>
    public JsonMap Replace(JsonMap paths)
    {
        foreach (var item in paths.Select(path => (JsonMap)path.Value!))
        {
            Refer(item);
            foreach (var operation in item.Select(field => field.Value).OfType<JsonMap>()) Refer(operation);
        }
        return paths;
    }

    private void Refer(JsonMap owner)
    {
        if (owner.List("parameters") is not { } parameters) return;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = (JsonMap)parameters[i]!;
            if (_byText[parameter.ToString()].Uses > 1) parameters[i] = new JsonMap { ["$ref"] = $"#/parameters/{Key(parameter)}" };
        }
    }

    private static string Key(JsonMap parameter) =>
        $"{parameter.String("name")}-{Convert.ToBase64String(SHA256.HashData(JsonWriter.ToBytes(parameter)))[..8].Replace('+', '-').Replace('/', '_')}";
}
