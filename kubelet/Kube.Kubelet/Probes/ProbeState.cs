namespace Kube.Kubelet.Probes;

/// <summary>Turns single outcomes into a result by the probe's thresholds.</summary>
internal sealed class ProbeState(bool? initial, int successThreshold, int failureThreshold)
{
    private bool? _lastOutcome;
    private int _run;

    /// <summary>Null until the probe has an opinion.</summary>
    public bool? Result { get; private set; } = initial;

    /// <returns>Whether the result changed.</returns>
    public bool Record(bool isHealthy)
    {
        _run = _lastOutcome == isHealthy ? _run + 1 : 1;
        _lastOutcome = isHealthy;
        if (_run < (isHealthy ? successThreshold : failureThreshold) || Result == isHealthy)
            return false;
        Result = isHealthy;
        return true;
    }
}
