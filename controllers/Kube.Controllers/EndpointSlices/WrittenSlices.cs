using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Informers;

namespace Kube.Controllers.EndpointSlices;

/// <summary>The slices of one owner, read from the cache by the label that names their Service.</summary>
internal static class WrittenSlices
{
    private const string Index = "service";

    public static void AddServiceIndex(this ObjectCache<V1EndpointSlice> slices)
        => slices.AddIndex(Index, slice => ServiceOf(slice) is { } service ? [service.ToString()] : []);

    public static IEnumerable<V1EndpointSlice> OfService(this ObjectCache<V1EndpointSlice> slices, ObjectKey service, string managedBy)
        => slices.ByIndex(Index, service.ToString())
            .Where(slice => slice.Metadata.DeletionTimestamp is null && IsManagedBy(slice, managedBy));

    public static ObjectKey? ServiceOf(V1EndpointSlice slice)
        => slice.Metadata.Labels?.TryGetValue(SliceLabels.ServiceName, out var name) == true
            ? new ObjectKey(slice.Metadata.NamespaceProperty, name)
            : null;

    public static bool IsManagedBy(V1EndpointSlice slice, string manager)
        => slice.Metadata.Labels?.TryGetValue(SliceLabels.ManagedBy, out var value) == true && value == manager;
}
