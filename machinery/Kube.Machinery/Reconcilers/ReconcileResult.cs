namespace Kube.Machinery.Reconcilers;

/// <summary>What becomes of a key that was reconciled without an exception.</summary>
public readonly record struct ReconcileResult
{
    private ReconcileResult(TimeSpan? requeueAfter) => RequeueIn = requeueAfter;

    /// <summary>The world is as wished, as far as it can be now; only a change brings the key back.</summary>
    public static ReconcileResult Done => default;

    public TimeSpan? RequeueIn { get; }

    /// <summary>Look again after a while, even if nothing changes. Past failures are forgotten.</summary>
    public static ReconcileResult RequeueAfter(TimeSpan delay) => new(delay);
}
