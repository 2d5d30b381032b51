namespace Kube.Kubelet.Volumes;

/// <summary>Where things of pods lie under <c>--root-dir</c>, as upstream lays them out.</summary>
internal sealed class PodDirectories(string rootDirectory)
{
    private string Pods => Path.Combine(rootDirectory, "pods");

    public string Of(string podUid) => Path.Combine(Pods, podUid);

    public string Volumes(string podUid) => Path.Combine(Of(podUid), "volumes");

    public string Volume(string podUid, string plugin, string volume) =>
        Path.Combine(Volumes(podUid), plugin.Replace('/', '~'), volume);

    /// <summary>A file of the kubelet's own for the pod, such as its <c>etc-hosts</c>.</summary>
    public string File(string podUid, string name) => Path.Combine(Of(podUid), name);

    public string TerminationMessage(string podUid, string container, int restartCount) =>
        Path.Combine(Of(podUid), "containers", container, $"{restartCount}");

    public IEnumerable<string> PodUids() => Directory.Exists(Pods) ? Directory.EnumerateDirectories(Pods).Select(path => Path.GetFileName(path)!) : [];
}
