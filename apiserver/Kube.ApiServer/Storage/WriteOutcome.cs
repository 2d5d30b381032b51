namespace Kube.ApiServer.Storage;

internal enum WriteOutcome
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>A create found the key taken.</summary>
    AlreadyExists,

    /// <summary>An update or delete found no such key.</summary>
    NotFound,

    /// <summary>An update or delete found a state other than the one it was made for.</summary>
    Conflict,

    /// <summary>Nothing was wrong with this write, but another of the same commit failed.</summary>
    Abandoned,
}
