namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>A key of a list element and its value.</summary>
internal readonly record struct KeyField(string Name, object? Value)
{
    public static int Compare(KeyField[] a, KeyField[] b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            var order = string.CompareOrdinal(a[i].Name, b[i].Name);
            if (order == 0) order = CompareValues(a[i].Value, b[i].Value);
            if (order != 0) return order;
        }
        return a.Length.CompareTo(b.Length);
    }

    /// <summary>Numbers before strings before booleans before all else.</summary>
    public static int CompareValues(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => x.CompareTo(y),
        (long or double, long or double) => Convert.ToDouble(a).CompareTo(Convert.ToDouble(b)),
        (string x, string y) => string.CompareOrdinal(x, y),
        (bool x, bool y) => x.CompareTo(y),
        _ => Rank(a).CompareTo(Rank(b)),
    };

    private static int Rank(object? value) => value switch
    {
        long or double => 0,
        string => 1,
        bool => 2,
        _ => 3,
    };
}
