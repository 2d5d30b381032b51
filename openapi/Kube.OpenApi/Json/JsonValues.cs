namespace Kube.OpenApi.Json;

/// <summary>What holds for any JSON value, whichever of the seven kinds it is.</summary>
public static class JsonValues
{
    public static object? DeepClone(object? value) => value switch
    {
        JsonMap map => map.DeepClone(),
        JsonList list => list.DeepClone(),
        _ => value,
    };

    /// <summary>Structural equality: field order does not matter, list order does; 1 and 1.0 are equal.</summary>
    public static bool DeepEquals(object? a, object? b)
    {
        if (ReferenceEquals(a, b)) return true;
        switch (a, b)
        {
            case (null, _) or (_, null):
                return false;
            case (string x, string y):
                return string.Equals(x, y, StringComparison.Ordinal);
            case (JsonMap x, JsonMap y):
                return MapsEqual(x, y);
            case (JsonList x, JsonList y):
                if (x.Count != y.Count) return false;
                for (var i = 0; i < x.Count; i++)
                {
                    if (!DeepEquals(x[i], y[i])) return false;
                }
                return true;
            case (long x, double y):
                return x == y;
            case (double x, long y):
                return x == y;
            default:
                return a.Equals(b);
        }
    }

    private static bool MapsEqual(JsonMap x, JsonMap y)
    {
        if (x.Count != y.Count) return false;
        for (var i = 0; i < x.Count; i++)
        {
            // Usually both sides have the same order, which saves the lookup.
            var key = x.KeyAt(i);
            object? other;
            if (ReferenceEquals(key, y.KeyAt(i))) other = y.ValueAt(i);
            else if (!y.TryGetValue(key, out other)) return false;
            if (!DeepEquals(x.ValueAt(i), other)) return false;
        }
        return true;
    }
}
