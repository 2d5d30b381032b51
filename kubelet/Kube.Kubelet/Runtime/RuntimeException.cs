namespace Kube.Kubelet.Runtime;

/// <summary>The container engine refused; the message is its own.</summary>
internal sealed class RuntimeException(string message, Exception? inner = null) : Exception(message, inner);
