using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Namespaces;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Nothing is written in a namespace that does not exist: upstream's <c>plugin/admission/namespace/exists</c>.</summary>
internal sealed class NamespaceExists : AdmissionStep
{
    public override string Name => "NamespaceExists";

    public override bool Concerns(Resource resource) => resource is { Namespaced: true, IsStored: true };

    public override void Validate(AdmissionRequest request)
    {
        if (request.Known(NamespaceKind.Resource, "", request.Namespace) is null)
            throw StatusException.NotFound(NamespaceKind.Resource.GroupResource, request.Namespace);
    }
}
