using System.Runtime.CompilerServices;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission;

/// <summary>The steps in upstream's order; the first that refuses decides. A write meets only the steps that concern its resource.</summary>
internal sealed class AdmissionChain(IReadOnlyList<AdmissionStep> steps)
{
    // Weak, since custom resources come and go with their definitions.
    private readonly ConditionalWeakTable<Resource, AdmissionStep[]> _concerned = [];

    public async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        // Once for all steps: what was acknowledged before this request is known to each of them.
        await request.Registry.CatchUpAsync(cancellation);
        foreach (var step in For(request.Resource)) await step.MutateAsync(request, cancellation);
    }

    public async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        foreach (var step in For(request.Resource)) await step.ValidateAsync(request, cancellation);
    }

    private AdmissionStep[] For(Resource resource) =>
        _concerned.TryGetValue(resource, out var known) ? known : _concerned.GetValue(resource, one => [.. steps.Where(step => step.Concerns(one))]);
}
