namespace Kube.ApiServer.Caching;

/// <summary>Which objects of a resource a watcher or a list is about. All conditions must hold.</summary>
internal sealed record WatchScope
{
    public static readonly WatchScope All = new();

    /// <summary>One namespace, or null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>One name, or null for all; what the selector <c>metadata.name=</c> and a watch of one object mean.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// A selectable field's position and the value it must have, if the selector has such a requirement. Watchers are found by it, so
    /// that a thousand kubelets that each watch the pods of one node cost an event of one pod nothing.
    /// </summary>
    public (int Position, string Value)? Field { get; init; }

    /// <summary>What the selectors ask for beyond this; null for nothing. Must depend on the object alone, and be fast.</summary>
    public Func<CachedObject, bool>? Matches { get; init; }

    public bool Includes(CachedObject state) =>
        (Namespace is null || state.Namespace == Namespace)
        && (Name is null || state.Name == Name)
        && (Field is not { } field || state.Fields[field.Position] == field.Value)
        && (Matches is null || Matches(state));

    /// <summary>
    /// How a change looks from here: an object that comes to be included is ADDED, one that ceases to be is DELETED, whatever happened to
    /// it. False when the change does not show.
    /// </summary>
    public bool Shows(WatchEvent change, out WatchItem item)
    {
        var was = change.Previous is { } previous && Includes(previous);
        var isNow = change.Current is { } current && Includes(current);
        item = (was, isNow) switch
        {
            (false, true) => new WatchItem(WatchEventType.Added, change.Revision, change.Current),
            (true, true) => new WatchItem(WatchEventType.Modified, change.Revision, change.Current, change.Previous),
            (true, false) => new WatchItem(WatchEventType.Deleted, change.Revision, change.Departed, change.Previous),
            _ => default,
        };
        return was || isNow;
    }
}
