namespace Kube.OpenApi.Documents.Gnostic;

/// <summary>One field of a message of gnostic's <c>openapi.v2</c>.</summary>
/// <param name="Key">
/// The JSON field it has its value from; <see cref="Itself"/> for the whole value. With <paramref name="Named"/>, the prefix of all
/// JSON fields it has.
/// </param>
/// <param name="Type"><c>string</c>, <c>bool</c>, <c>int</c>, <c>double</c> or a message.</param>
/// <param name="Named">The field is a list of name and value: the proto form of a map.</param>
internal sealed record GnosticField(int Number, string Key, string Type, bool Repeated, bool Named)
{
    public const string Itself = ".";

    /// <summary>What proto3 does not write: a scalar that is as if it were not there.</summary>
    public static bool IsZero(string type, object? value) => (type, value) switch
    {
        (_, null) => true,
        ("string", "") or ("bool", false) or ("int" or "double", 0L or 0d) => true,
        _ => false,
    };
}
