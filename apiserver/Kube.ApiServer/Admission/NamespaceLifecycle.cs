using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Core.Namespaces;

namespace Kube.ApiServer.Admission;

/// <summary>
/// Nothing is created in a namespace that does not exist or is going away, and the three first namespaces stay:
/// upstream's <c>plugin/namespace/lifecycle</c>.
/// </summary>
internal sealed class NamespaceLifecycle : AdmissionStep
{
    private static readonly HashSet<string> Immortal = ["default", "kube-system", "kube-public"];

    public override string Name => "NamespaceLifecycle";

    public override async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation == Operation.Delete && request.IsMain("", "namespaces") && Immortal.Contains(request.Name))
        {
            throw StatusException.Forbidden(request.Resource.GroupResource, request.Name, "this namespace may not be deleted");
        }
        if (request.Operation is not (Operation.Create or Operation.Update) || !request.Resource.Namespaced) return;
        // A review is a question about a namespace, which may be asked of any.
        if (!request.Resource.IsStored) return;
        var space = await request.Registry.FindAsync(NamespaceKind.Resource, "", request.Namespace, cancellation);
        if (space is null) throw StatusException.NotFound(NamespaceKind.Resource.GroupResource, request.Namespace);
        if (request.Operation != Operation.Create || space.Map("metadata")?["deletionTimestamp"] is null) return;
        var why = $"unable to create new content in namespace {request.Namespace} because it is being terminated";
        var forbidden = StatusException.Forbidden(request.Resource.GroupResource, request.Name, why).Status;
        throw new StatusException(forbidden with
        {
            Details = forbidden.Details! with { Causes = [new StatusCause("NamespaceTerminating", $"namespace {request.Namespace} is being terminated", "metadata.namespace")] },
        });
    }
}
