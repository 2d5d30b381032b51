namespace Kube.Kubelet.Pods;

/// <summary>A container cannot be started now. It waits with this reason and message, and is tried again.</summary>
internal sealed class StartException(string reason, string message, DateTimeOffset retryAt) : Exception(message)
{
    public StartFailure Failure => new(reason, Message, retryAt);
}
