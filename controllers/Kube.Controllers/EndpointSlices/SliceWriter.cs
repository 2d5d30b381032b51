using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.EndpointSlices;

/// <summary>Writes slices, and remembers which new ones the cache does not show yet.</summary>
internal sealed class SliceWriter(ApiClient client, TimeProvider time)
{
    private readonly ResourceClient<V1EndpointSlice> _slices = new(client);
    private readonly Expectations _expectations = new(time);

    /// <summary>False while the cache lacks a slice that was made: planning by it would make another one.</summary>
    public bool MayPlan(ObjectKey service) => _expectations.AreMet(service);

    public void SeeCreation(ObjectKey service) => _expectations.SeeCreation(service);

    /// <summary>Carries a plan out: new slices first, so that no endpoint is missing meanwhile.</summary>
    public async Task WriteAsync(ObjectKey service, SlicePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(service, plan.Creations, cancellationToken);
            foreach (var slice in plan.Updates)
                await _slices.UpdateAsync(slice, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNamespaceTerminating)
        {
        }
        foreach (var slice in plan.Deletions)
            await DeleteAsync(slice, cancellationToken);
    }

    private async Task CreateAsync(ObjectKey service, IReadOnlyCollection<V1EndpointSlice> slices, CancellationToken cancellationToken)
    {
        _expectations.ExpectCreations(service, slices.Count);
        var created = 0;
        try
        {
            foreach (var slice in slices)
            {
                await _slices.CreateAsync(slice, cancellationToken);
                created++;
            }
        }
        finally
        {
            _expectations.SeeCreation(service, slices.Count - created);
        }
    }

    private async Task DeleteAsync(V1EndpointSlice slice, CancellationToken cancellationToken)
    {
        try
        {
            await _slices.DeleteAsync(ObjectKey.Of(slice), null, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
    }
}
