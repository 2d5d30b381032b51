namespace Kube.Machinery.Reconcilers;

/// <summary>
/// Makes the world look as one object wishes. It is told only which object, compares wish and world afresh, and may be
/// run again at any time. One key is never worked on twice at a time. An exception means: try again, later each time.
/// </summary>
public interface IReconciler
{
    Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken);
}
