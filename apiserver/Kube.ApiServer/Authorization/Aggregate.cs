namespace Kube.ApiServer.Authorization;

/// <summary>Several errors in one text, each once: apimachinery's <c>errors.Aggregate</c>.</summary>
internal static class Aggregate
{
    public static string Of(IEnumerable<string> errors)
    {
        var distinct = errors.Distinct().ToList();
        return distinct.Count <= 1 ? string.Concat(distinct) : $"[{string.Join(", ", distinct)}]";
    }
}
