using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents;

/// <summary>One path and its operations. Parameters that all of them have are said once, for the path.</summary>
internal sealed class PathItem
{
    private readonly SortedDictionary<string, (JsonMap Operation, List<JsonMap> Parameters)> _operations = new(StringComparer.Ordinal);

    public bool IsEmpty => _operations.Count == 0;

    public void Add(string method, JsonMap operation, IEnumerable<JsonMap> parameters) =>
        _operations.Add(method, (operation, [.. parameters]));

    public JsonMap Render()
    {
        var all = _operations.Values.Select(entry => entry.Parameters.Select(Key).ToHashSet()).ToList();
        var common = all.Count == 0 ? [] : all.Aggregate((a, b) => [.. a.Intersect(b)]);

        var item = new JsonMap();
        foreach (var (method, (operation, parameters)) in _operations)
        {
            var own = parameters.Where(parameter => !common.Contains(Key(parameter))).ToList();
            if (own.Count > 0) operation["parameters"] = Sorted(own);
            item[method] = operation;
        }
        if (common.Count > 0)
            item["parameters"] = Sorted(_operations.Values.First().Parameters.Where(parameter => common.Contains(Key(parameter))));
        return item;
    }

    private static (string?, string?, string?) Key(JsonMap parameter) =>
        (parameter.String("name"), parameter.String("in"), parameter.String("description"));

    private static JsonList Sorted(IEnumerable<JsonMap> parameters) => new(parameters
        .OrderBy(parameter => parameter.String("name"), StringComparer.Ordinal)
        .ThenBy(parameter => parameter.String("in"), StringComparer.Ordinal));
}
