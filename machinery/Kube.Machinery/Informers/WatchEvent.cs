using k8s.Models;

namespace Kube.Machinery.Informers;

public enum WatchEventKind
{
    Added,
    Modified,
    Deleted,
    Bookmark,
    Error,
}

/// <summary>One event of a watch: an object, or for an error its Status.</summary>
public readonly record struct WatchEvent<T>(WatchEventKind Kind, T? Object, V1Status? Status)
    where T : class;
