using Kube.ApiServer.Authorization.Nodes;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Nodes;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Nodes;

/// <summary>What a node may do to pods: mirror its static ones, and report, evict and delete those bound to it.</summary>
internal static class PodRestriction
{
    private const string Mirror = "kubernetes.io/config.mirror";

    public static async ValueTask AdmitAsync(string node, AdmissionRequest request, CancellationToken cancellation)
    {
        var operation = request.Operation.ToString().ToUpperInvariant();
        switch (request.Subresource, request.Operation)
        {
            case ("", Operation.Create):
                await CreateAsync(node, request, cancellation);
                break;
            case ("", Operation.Delete):
                if (NodeOf(request.OldObject!) != node) throw request.Forbidden($"node \"{node}\" can only delete pods with spec.nodeName set to itself");
                break;
            case ("", _):
                throw request.Forbidden($"unexpected operation \"{operation}\", node \"{node}\" can only create and delete mirror pods");
            case ("status", Operation.Update):
                UpdateStatus(node, request);
                break;
            case ("status", _):
                throw request.Forbidden($"unexpected operation \"{operation}\"");
            case ("eviction", Operation.Create):
                var pod = await request.Registry.FindAsync(request.Resource, request.Namespace, request.Name, cancellation) ?? throw StatusException.NotFound(request.Resource.GroupResource, request.Name);
                if (NodeOf(pod) != node) throw request.Forbidden($"node {node} can only evict pods with spec.nodeName set to itself");
                break;
            case ("eviction", Operation.Delete):
                // The deletion that an admitted eviction comes to.
                break;
            default:
                throw request.Forbidden($"unexpected pod subresource \"{request.Subresource}\", only 'status' and 'eviction' are allowed");
        }
    }

    private static async ValueTask CreateAsync(string node, AdmissionRequest request, CancellationToken cancellation)
    {
        var pod = request.Object!;
        if (!pod.Annotations().ContainsKey(Mirror)) throw request.Forbidden($"pod does not have \"{Mirror}\" annotation, node \"{node}\" can only create mirror pods");
        if (NodeOf(pod) != node) throw request.Forbidden($"node \"{node}\" can only create pods with spec.nodeName set to itself");
        await CheckOwnerAsync(node, request, [.. pod.Metadata().Maps("ownerReferences")], cancellation);
        if (pod.Spec().Text("serviceAccountName").Length > 0) throw Refers(node, request, "a service account");
        var references = PodReferences.Named(pod);
        if (references.Has(Relation.Secret)) throw Refers(node, request, "secrets");
        if (references.Has(Relation.ConfigMap)) throw Refers(node, request, "configmaps");
        var volumes = pod.Spec().Maps("volumes").ToList();
        if (volumes.Exists(volume => volume.Part("projected").Maps("sources").Any(source => source.Has("clusterTrustBundle")))) throw Refers(node, request, "clustertrustbundles");
        if (volumes.Exists(volume => volume.Has("persistentVolumeClaim"))) throw Refers(node, request, "persistentvolumeclaims");
    }

    private static async ValueTask CheckOwnerAsync(string node, AdmissionRequest request, IReadOnlyList<JsonMap> owners, CancellationToken cancellation)
    {
        if (owners.Count > 1) throw request.Forbidden($"node \"{node}\" can only create pods with a single owner reference set to itself");
        if (owners.Count == 0 || (owners[0].Text("apiVersion"), owners[0].Text("kind"), owners[0].Text("name")) != ("v1", "Node", node))
            throw request.Forbidden($"node \"{node}\" can only create pods with an owner reference set to itself");
        if (!owners[0].IsTrue("controller")) throw request.Forbidden($"node \"{node}\" can only create pods with a controller owner reference set to itself");
        if (owners[0].IsTrue("blockOwnerDeletion")) throw request.Forbidden($"node \"{node}\" must not set blockOwnerDeletion on an owner reference");
        var found = await request.Registry.FindAsync(NodeKind.Resource, "", node, cancellation) ?? throw StatusException.NotFound(NodeKind.Resource.GroupResource, node);
        var (given, uid) = (owners[0].Text("uid"), found.Metadata().Text("uid"));
        if (given != uid) throw request.Forbidden($"node {node} UID mismatch: expected {given} got {uid}");
    }

    private static void UpdateStatus(string node, AdmissionRequest request)
    {
        var (pod, old) = (request.Object!, request.OldObject!);
        if (NodeOf(old) != node) throw request.Forbidden($"node \"{node}\" can only update pod status for pods with spec.nodeName set to itself");
        if (!pod.Metadata().SameField(old.Metadata(), "labels")) throw request.Forbidden($"node \"{node}\" cannot update labels through pod status");
        if (!pod.Status().SameField(old.Status(), "resourceClaimStatuses")) throw request.Forbidden($"node \"{node}\" cannot update resource claim statues");
        if (!pod.Status().SameField(old.Status(), "extendedResourceClaimStatus")) throw request.Forbidden($"node \"{node}\" cannot update extended resource claim status");
    }

    private static StatusException Refers(string node, AdmissionRequest request, string what) => request.Forbidden($"node \"{node}\" can not create pods that reference {what}");

    private static string NodeOf(JsonMap pod) => pod.Spec().Text("nodeName");
}
