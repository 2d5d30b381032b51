using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Informers;

namespace Kube.Controllers.EndpointSlices;

/// <summary>Looks at a Service again when one of its slices changes that this manager keeps, and tells the writer of those it made.</summary>
internal sealed class SliceWaker(string manager, SliceWriter writer, Action<ObjectKey> wake)
{
    public InformerHandler<V1EndpointSlice> Handler => new() { Added = Added, Updated = (_, slice) => Wake(slice), Deleted = Wake };

    private void Added(V1EndpointSlice slice)
    {
        if (OwnerOf(slice) is { } service)
            writer.SeeCreation(service);
        Wake(slice);
    }

    private void Wake(V1EndpointSlice slice)
    {
        if (OwnerOf(slice) is { } service)
            wake(service);
    }

    private ObjectKey? OwnerOf(V1EndpointSlice slice) => WrittenSlices.IsManagedBy(slice, manager) ? WrittenSlices.ServiceOf(slice) : null;
}
