namespace Kube.ApiServer.Caching;

/// <summary>
/// The revision asked for is in the future, also after waiting a while: a Timeout status (504) with the cause
/// "ResourceVersionTooLarge", as storage.NewTooLargeResourceVersionError of k8s.io/apiserver words it.
/// </summary>
internal sealed class TooLargeResourceVersionException(long revision, long current)
    : Exception($"Too large resource version: {revision}, current: {current}")
{
    public const int RetryAfterSeconds = 1;
}
