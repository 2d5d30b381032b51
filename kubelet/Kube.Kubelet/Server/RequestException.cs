namespace Kube.Kubelet.Server;

/// <summary>A request that cannot be answered as asked; the message is the plain-text answer.</summary>
internal sealed class RequestException(int code, string message) : Exception(message)
{
    public int Code => code;
}
