namespace Kube.Kubelet.Runtime.Simulated;

internal sealed class SimulatedPod(PodIdentity identity)
{
    private readonly Lock _lock = new();
    private readonly List<SandboxObservation> _sandboxes = [];
    private readonly List<ContainerObservation> _containers = [];

    public PodIdentity Identity => identity;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _sandboxes.Count + _containers.Count == 0;
        }
    }

    public PodObservation Observe()
    {
        lock (_lock)
            return new PodObservation([.. _sandboxes], [.. _containers]);
    }

    public void Put(SandboxObservation sandbox)
    {
        lock (_lock)
            _sandboxes.Insert(0, sandbox);
    }

    public void Put(ContainerObservation container)
    {
        lock (_lock)
            _containers.Insert(0, container);
    }

    public bool Change(string id, Func<ContainerObservation, ContainerObservation> change)
    {
        lock (_lock)
        {
            var index = _containers.FindIndex(container => container.Id == id);
            if (index >= 0)
                _containers[index] = change(_containers[index]);
            return index >= 0;
        }
    }

    public bool Stop(string id, DateTimeOffset now)
    {
        lock (_lock)
        {
            var index = _sandboxes.FindIndex(sandbox => sandbox.Id == id);
            if (index >= 0)
                _sandboxes[index] = _sandboxes[index] with { Running = false };
        }

        return Change(id, container => container.State == ContainerState.Running
            ? container with { State = ContainerState.Exited, FinishedAt = now, ExitCode = 0 }
            : container);
    }

    public bool Remove(string id)
    {
        lock (_lock)
            return _sandboxes.RemoveAll(sandbox => sandbox.Id == id) + _containers.RemoveAll(container => container.Id == id) > 0;
    }
}
