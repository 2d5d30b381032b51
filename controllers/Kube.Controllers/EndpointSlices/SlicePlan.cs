using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.EndpointSlices;

/// <summary>
/// The writes that turn the slices there are into the ones wished for, as few as possible: endpoints stay in their slice,
/// new ones fill slices that are written anyway, then others with room, then new ones (upstream's reconcileByPortMapping).
/// </summary>
internal sealed record SlicePlan(
    IReadOnlyList<V1EndpointSlice> Creations, IReadOnlyList<V1EndpointSlice> Updates, IReadOnlyList<V1EndpointSlice> Deletions)
{
    public const int MaxEndpoints = 100;

    public bool IsEmpty => Creations.Count + Updates.Count + Deletions.Count == 0;

    /// <param name="existing">The slices of one address type and set of ports.</param>
    /// <param name="wanted">The endpoints they shall hold.</param>
    /// <param name="template">Makes an empty slice with the metadata and ports every slice shall have.</param>
    public static SlicePlan For(
        IEnumerable<V1EndpointSlice> existing, IEnumerable<V1Endpoint> wanted, Func<V1EndpointSlice> template)
    {
        var left = wanted.DistinctBy(EndpointIdentity.Of).ToDictionary(EndpointIdentity.Of);
        var kept = existing.Select(slice => Keep(slice, left, template())).ToList();

        foreach (var draft in kept.OrderByDescending(draft => draft.Changed).ThenByDescending(draft => draft.Slice.Endpoints.Count))
            Fill(draft, left);

        var creations = new List<V1EndpointSlice>();
        while (left.Count > 0)
        {
            var draft = new Draft(template(), Changed: true);
            Fill(draft, left);
            creations.Add(draft.Slice);
        }
        var emptied = kept.Where(draft => draft.Slice.Endpoints.Count == 0).ToList();
        return new SlicePlan(
            creations,
            [.. kept.Where(draft => draft.Changed && draft.Slice.Endpoints.Count > 0).Select(draft => draft.Slice)],
            [.. emptied.Select(draft => draft.Slice)]);
    }

    public static SlicePlan Join(IReadOnlyCollection<SlicePlan> plans) => new(
        [.. plans.SelectMany(plan => plan.Creations)], [.. plans.SelectMany(plan => plan.Updates)], [.. plans.SelectMany(plan => plan.Deletions)]);

    private static Draft Keep(V1EndpointSlice slice, Dictionary<EndpointIdentity, V1Endpoint> left, V1EndpointSlice template)
    {
        var copy = slice.DeepCopy();
        copy.Endpoints = [];
        foreach (var endpoint in slice.Endpoints ?? [])
        {
            if (left.Remove(EndpointIdentity.Of(endpoint), out var current))
                copy.Endpoints.Add(current);
        }
        copy.Metadata.Labels = template.Metadata.Labels;
        return new Draft(copy, Changed: !copy.SameAs(slice));
    }

    private static void Fill(Draft draft, Dictionary<EndpointIdentity, V1Endpoint> left)
    {
        foreach (var (identity, endpoint) in left.Take(MaxEndpoints - draft.Slice.Endpoints.Count).ToList())
        {
            draft.Slice.Endpoints.Add(endpoint);
            left.Remove(identity);
            draft.Changed = true;
        }
    }

    private sealed record Draft(V1EndpointSlice Slice, bool Changed)
    {
        public bool Changed { get; set; } = Changed;
    }
}
