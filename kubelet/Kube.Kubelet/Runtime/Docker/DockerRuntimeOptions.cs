namespace Kube.Kubelet.Runtime.Docker;

/// <param name="RootDirectory">Tells this kubelet's containers from those of another kubelet on the same engine.</param>
internal sealed record DockerRuntimeOptions(Uri Endpoint, string NodeName, string RootDirectory, string PodCidr);
