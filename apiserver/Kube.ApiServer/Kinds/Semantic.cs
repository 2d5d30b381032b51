using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// apimachinery's <c>equality.Semantic.DeepEqual</c> on trees: nothing and empty are equal.
/// </summary>
internal static class Semantic
{
    public static bool Equal(object? a, object? b)
    {
        if (IsNothing(a) || IsNothing(b)) return IsNothing(a) && IsNothing(b);
        switch (a, b)
        {
            case (JsonMap x, JsonMap y):
                return Covers(x, y) && Covers(y, x);
            case (JsonList x, JsonList y):
                if (x.Count != y.Count) return false;
                for (var i = 0; i < x.Count; i++)
                {
                    if (!Equal(x[i], y[i])) return false;
                }
                return true;
            default:
                return JsonValues.DeepEquals(a, b);
        }
    }

    private static bool Covers(JsonMap all, JsonMap some)
    {
        foreach (var (key, value) in some)
        {
            if (!Equal(value, all[key])) return false;
        }
        return true;
    }

    private static bool IsNothing(object? value) => value switch
    {
        null => true,
        JsonMap map => map.Count == 0,
        JsonList list => list.Count == 0,
        string text => text.Length == 0,
        _ => false,
    };
}
