using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Makes a namespace when the first object is created in it: upstream's <c>plugin/admission/namespace/autoprovision</c>.</summary>
internal sealed class NamespaceAutoProvision : AdmissionStep
{
    public override string Name => "NamespaceAutoProvision";

    public override bool Concerns(Resource resource) => resource is { Namespaced: true, IsStored: true };

    public override async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation != Operation.Create || request.DryRun) return;
        if (request.Known(NamespaceKind.Resource, "", request.Namespace) is not null) return;
        try
        {
            await request.Registry.CreateAsync(NamespaceKind.Resource, "", new JsonMap { ["metadata"] = new JsonMap { ["name"] = request.Namespace } }, cancellation);
        }
        catch (StatusException other) when (other.Status.Reason == "AlreadyExists")
        {
            // Another request was first.
        }
        await request.Registry.CatchUpAsync(cancellation);
    }
}
