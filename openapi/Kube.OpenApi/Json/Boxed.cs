namespace Kube.OpenApi.Json;

/// <summary>The commonest scalars, boxed once.</summary>
internal static class Boxed
{
    public static readonly object True = true;
    public static readonly object False = false;
    public static readonly object Zero = 0L;

    private static readonly object[] Small = [.. Enumerable.Range(0, 128).Select(number => (object)(long)number)];

    public static object Of(bool value) => value ? True : False;

    public static object Of(long value) => (ulong)value < (ulong)Small.Length ? Small[value] : value;
}
