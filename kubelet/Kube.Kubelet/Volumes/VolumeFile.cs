namespace Kube.Kubelet.Volumes;

/// <param name="Mode">Permission bits.</param>
internal sealed record VolumeFile(byte[] Content, int Mode);
