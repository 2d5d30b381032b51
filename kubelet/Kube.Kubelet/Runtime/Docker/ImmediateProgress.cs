namespace Kube.Kubelet.Runtime.Docker;

/// <summary>Reports on the caller's thread, in order; <see cref="Progress{T}"/> would reorder on the thread pool.</summary>
internal sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
