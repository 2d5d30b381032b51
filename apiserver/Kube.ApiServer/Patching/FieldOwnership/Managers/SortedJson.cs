using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>JSON as Go encodes maps: fields by name, what HTML takes for markup escaped.</summary>
internal static class SortedJson
{
    public static string Text(JsonMap value) => JsonWriter.ToText(Sorted(value)).Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026");

    private static object? Sorted(object? value)
    {
        switch (value)
        {
            case JsonMap map:
                var sorted = new JsonMap(map.Count);
                foreach (var (name, field) in map.OrderBy(field => field.Key, StringComparer.Ordinal)) sorted[name] = Sorted(field);
                return sorted;
            case JsonList list:
                return new JsonList(list.Select(Sorted));
            default:
                return value;
        }
    }
}
