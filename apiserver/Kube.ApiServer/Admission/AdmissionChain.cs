namespace Kube.ApiServer.Admission;

/// <summary>The steps in upstream's order; the first that refuses decides.</summary>
internal sealed class AdmissionChain(IReadOnlyList<AdmissionStep> steps)
{
    public async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        foreach (var step in steps) await step.MutateAsync(request, cancellation);
    }

    public async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        foreach (var step in steps) await step.ValidateAsync(request, cancellation);
    }
}
