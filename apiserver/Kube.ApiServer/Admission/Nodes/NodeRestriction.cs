using Kube.ApiServer.Authorization;
using Kube.ApiServer.Authorization.Nodes;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Nodes;

/// <summary>
/// A kubelet writes only its own node and what belongs to the pods bound to it: upstream's <c>plugin/admission/noderestriction</c>.
/// What it may name at all the Node authorizer has decided before.
/// </summary>
internal sealed class NodeRestriction(IAuthorizer authorizer) : AdmissionStep
{
    private readonly TokenRestriction _tokens = new(authorizer);

    public override string Name => "NodeRestriction";

    public override bool Concerns(Resource resource) => (resource.Group, resource.Plural) is ("", "pods" or "nodes" or "persistentvolumeclaims" or "serviceaccounts")
        or ("coordination.k8s.io", "leases") or ("storage.k8s.io", "csinodes") or ("resource.k8s.io", "resourceslices");

    public override async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation == Operation.Connect || NodeIdentity.Of(request.User) is not { } node) return;
        if (node.Length == 0) throw request.Forbidden($"could not determine node from user \"{request.User.Name}\"");
        switch (request.Resource.Plural)
        {
            case "pods":
                await PodRestriction.AdmitAsync(node, request, cancellation);
                break;
            case "nodes":
                OwnNodeRestriction.Admit(node, request);
                break;
            case "persistentvolumeclaims":
                AdmitClaim(node, request);
                break;
            case "serviceaccounts":
                await _tokens.AdmitAsync(node, request, cancellation);
                break;
            case "leases":
                if (request.Namespace != "kube-node-lease") throw request.Forbidden("can only access leases in the \"kube-node-lease\" system namespace");
                if (request.Name != node) throw request.Forbidden("can only access node lease with the same name as the requesting node");
                break;
            case "csinodes":
                if (request.Name != node) throw request.Forbidden("can only access CSINode with the same name as the requesting node");
                break;
            default:
                AdmitSlice(node, request);
                break;
        }
    }

    private static void AdmitClaim(string node, AdmissionRequest request)
    {
        if (request.Subresource != "status") throw request.Forbidden("may only update PVC status");
        if (request.Operation != Operation.Update) throw request.Forbidden($"unexpected operation \"{request.Operation.ToString().ToUpperInvariant()}\"");
        if (!Semantic.Equal(Kept(request.Object!), Kept(request.OldObject!)))
            throw request.Forbidden($"node \"{node}\" is not allowed to update fields other than status.capacity and status.conditions");
    }

    /// <summary>What a node may not change of a claim.</summary>
    private static JsonMap Kept(JsonMap claim)
    {
        var copy = claim.DeepClone();
        foreach (var field in (ReadOnlySpan<string>)["resourceVersion", "managedFields"]) copy.Metadata().Remove(field);
        foreach (var field in (ReadOnlySpan<string>)["capacity", "conditions", "allocatedResourceStatuses", "allocatedResources"]) copy.Status().Remove(field);
        return copy;
    }

    /// <summary>Other requests the authorizer has checked; only here is seen whose slice is made or, one by one, deleted.</summary>
    private static void AdmitSlice(string node, AdmissionRequest request)
    {
        var slice = request.Object ?? request.OldObject!;
        if (request.Operation == Operation.Update || slice.Spec().Text("nodeName") == node) return;
        var verb = request.Operation == Operation.Create ? "create" : "delete";
        throw request.Forbidden($"can only {verb} ResourceSlice with the same NodeName as the requesting node");
    }
}
