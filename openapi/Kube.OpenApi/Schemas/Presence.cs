namespace Kube.OpenApi.Schemas;

/// <summary>
/// What the Go type behind a field does with its zero value, which decides what a stored object shows:
/// decoding into the Go struct and encoding it again drops or adds such fields.
/// </summary>
public enum Presence
{
    /// <summary>A pointer (or custom resource field): kept as given, dropped only when null.</summary>
    AsGiven,

    /// <summary><c>omitempty</c> on a value, list or map, or <c>omitzero</c>: dropped when "", 0, false, [] or {}.</summary>
    OmitEmpty,

    /// <summary>
    /// No <c>omitempty</c>, or a struct by value: always there; "", 0, false, {} (struct), "0" (quantity), "0s" (duration) or null
    /// (list, map, time, anything) when not given.
    /// </summary>
    Always,

    /// <summary>A pointer without <c>omitempty</c>: kept as given, and null when not given.</summary>
    Nullable,
}
