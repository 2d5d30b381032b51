using System.Collections.Concurrent;
using System.Text;
using k8s.Models;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Volumes;

namespace Kube.Kubelet.Pods;

/// <summary>What ended containers wrote as their last words, or by policy the end of their logs. Read once for each container.</summary>
internal sealed class TerminationMessages(IContainerStreams streams, PodDirectories directories)
{
    private const int MaxBytes = 4096;
    private const int MaxLogBytes = 2048;
    private const int MaxLogLines = 80;

    private readonly ConcurrentDictionary<string, string> _read = new();

    public async Task<PodObservation> AddAsync(V1Pod pod, PodObservation observed, CancellationToken cancellationToken)
    {
        if (pod.Spec is null || observed.Containers.All(container => container.State != ContainerState.Exited))
            return observed;
        var containers = new List<ContainerObservation>();
        foreach (var container in observed.Containers)
        {
            containers.Add(container.State == ContainerState.Exited && pod.Spec.Container(container.Name) is { } spec
                ? container with { Message = await ReadAsync(pod, spec, container, cancellationToken) }
                : container);
        }

        return observed with { Containers = containers };
    }

    private async Task<string?> ReadAsync(V1Pod pod, V1Container spec, ContainerObservation container, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(container.Id, out var known))
            return known.Length > 0 ? known : null;
        var path = directories.TerminationMessage(pod.Metadata.Uid, container.Name, container.RestartCount);
        var text = File.Exists(path) ? await ReadStartAsync(path, cancellationToken) : "";
        if (text.Length == 0 && container.ExitCode != 0 && spec.TerminationMessagePolicy == "FallbackToLogsOnError")
            text = await ReadLogAsync(container.Id, cancellationToken);
        _read[container.Id] = text;
        return text.Length > 0 ? text : null;
    }

    private static async Task<string> ReadStartAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxBytes];
        await using var file = File.OpenRead(path);
        return Encoding.UTF8.GetString(bytes, 0, await file.ReadAtLeastAsync(bytes, MaxBytes, throwOnEndOfStream: false, cancellationToken));
    }

    private async Task<string> ReadLogAsync(string containerId, CancellationToken cancellationToken)
    {
        using var log = new MemoryStream();
        await streams.ReadLogAsync(containerId, new LogQuery(Follow: false, MaxLogLines, Since: null, Timestamps: false), log, cancellationToken);
        var start = (int)Math.Max(0, log.Length - MaxLogBytes);
        return Encoding.UTF8.GetString(log.ToArray().AsSpan(start));
    }
}
