namespace Kube.ApiServer.Caching;

internal enum WatchEventType
{
    Added,
    Modified,
    Deleted,
    Bookmark,
}
