using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Nothing is created in a namespace that does not exist or is going away, and the three first namespaces stay:
/// upstream's <c>plugin/namespace/lifecycle</c>.
/// </summary>
internal sealed class NamespaceLifecycle : AdmissionStep
{
    private static readonly HashSet<string> Immortal = ["default", "kube-system", "kube-public"];
    private static readonly object EndingSlot = new();

    public override string Name => "NamespaceLifecycle";

    // A review is a question about a namespace, which may be asked of any.
    public override bool Concerns(Resource resource) => (resource.Namespaced && resource.IsStored) || resource.Is("", "namespaces");

    public override void Mutate(AdmissionRequest request)
    {
        if (!request.Resource.Namespaced)
        {
            if (request.Operation == Operation.Delete && Immortal.Contains(request.Name)) throw request.Forbidden("this namespace may not be deleted");
            return;
        }
        if (request.Operation is not (Operation.Create or Operation.Update)) return;
        var space = request.Known(NamespaceKind.Resource, "", request.Namespace);
        if (space is null) throw StatusException.NotFound(NamespaceKind.Resource.GroupResource, request.Namespace);
        if (request.Operation != Operation.Create) return;
        if (space.GetOrDerive(EndingSlot, static found => IsEnding(found.Json) ? "yes" : "").Length > 0) throw Ending(request);
    }

    private static bool IsEnding(ReadOnlyMemory<byte> json) => ((JsonMap)JsonReader.Read(json.Span)!).IsBeingDeleted();

    private static StatusException Ending(AdmissionRequest request)
    {
        var forbidden = request.Forbidden($"unable to create new content in namespace {request.Namespace} because it is being terminated").Status;
        return new StatusException(forbidden with
        {
            Details = forbidden.Details! with { Causes = [new StatusCause("NamespaceTerminating", $"namespace {request.Namespace} is being terminated", "metadata.namespace")] },
        });
    }
}
