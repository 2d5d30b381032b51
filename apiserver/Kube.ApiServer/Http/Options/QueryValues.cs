using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Http.Options;

/// <summary>Query parameters read as upstream's conversion functions read them.</summary>
internal static class QueryValues
{
    /// <summary>Absent, "" and "0"/"false" are false, everything else is true: <c>Convert_Slice_string_To_bool</c>.</summary>
    public static bool Flag(this IQueryCollection query, string name) => OptionalFlag(query, name) ?? false;

    public static bool? OptionalFlag(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values) || values.Count == 0) return null;
        return !(values[0] is "0" || string.Equals(values[0], "false", StringComparison.OrdinalIgnoreCase));
    }

    public static string Text(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] ?? "" : "";

    /// <exception cref="StatusException">400 when the value is no integer.</exception>
    public static long? Integer(this IQueryCollection query, string name)
    {
        var text = query.Text(name);
        if (text.Length == 0) return null;
        return long.TryParse(text, out var value)
            ? value
            : throw StatusException.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }
}
