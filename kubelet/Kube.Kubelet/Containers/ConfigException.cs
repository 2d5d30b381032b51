namespace Kube.Kubelet.Containers;

/// <summary>A container cannot be made from its spec; it waits with <c>CreateContainerConfigError</c> and this message.</summary>
internal sealed class ConfigException(string message) : Exception(message);
