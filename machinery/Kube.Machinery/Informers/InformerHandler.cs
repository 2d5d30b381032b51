namespace Kube.Machinery.Informers;

/// <summary>
/// What to do when an object appears, changes or goes. Calls come one at a time, in the order of the server's events, after
/// the cache holds the change; they must be quick, so they enqueue. A lost watch may merge several changes into one, and
/// after it <see cref="Deleted"/> gets the last state that was seen.
/// </summary>
public sealed record InformerHandler<T>
{
    public Action<T>? Added { get; init; }

    /// <summary>The old and the new state. Their versions are equal when nothing changed.</summary>
    public Action<T, T>? Updated { get; init; }

    public Action<T>? Deleted { get; init; }
}
