namespace Kube.Controllers.GarbageCollection;

/// <summary>The finalizers by which a deletion says what becomes of the dependents.</summary>
internal static class Finalizers
{
    public const string Orphan = "orphan";
    public const string Foreground = "foregroundDeletion";
}
