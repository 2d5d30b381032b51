using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds.Core.PersistentVolumes;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.DynamicResources.ResourceSlices;
using Kube.ApiServer.Kinds.Storage.VolumeAttachments;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>
/// What is related to a node: its pods, what they name, their claims' volumes, those volumes' secrets, and what itself names the node.
/// Found by looking through the pods of the namespace asked about, so there is nothing to keep up to date.
/// </summary>
internal sealed class NodeGraph(ResourceCaches caches)
{
    private const string NodeField = "spec.nodeName";

    private readonly WatchCache _pods = caches.For(PodKind.Resource);
    private readonly WatchCache _volumes = caches.For(PersistentVolumeKind.Resource);
    private readonly WatchCache _attachments = caches.For(VolumeAttachmentKind.Resource);
    private readonly WatchCache _slices = caches.For(ResourceSliceKind.Resource);

    public bool Relates(string node, Relation relation, string @namespace, string name) => relation switch
    {
        Relation.Pod => _pods.Current.Get(@namespace, name) is { } pod && NodeOf(pod) == node,
        Relation.Volume => _volumes.Current.Get("", name) is { } volume && Mounts(node, VolumeReferences.Of(volume)),
        Relation.Attachment => _attachments.Current.Get("", name) is { } attachment && NodeReference.Of(attachment) == node,
        Relation.ResourceSlice => _slices.Current.Get("", name) is { } slice && NodeReference.Of(slice) == node,
        Relation.Secret => Names(node, relation, @namespace, name) || MountsWith(node, @namespace, name),
        _ => Names(node, relation, @namespace, name),
    };

    private bool Names(string node, Relation relation, string @namespace, string name) =>
        _pods.Current.Enumerate(@namespace).Any(pod => NodeOf(pod) == node && PodReferences.Of(pod).Has(relation, name));

    private bool Mounts(string node, VolumeReferences volume) => volume.Claim.Name.Length > 0 && Names(node, Relation.Claim, volume.Claim.Namespace, volume.Claim.Name);

    private bool MountsWith(string node, string @namespace, string secret) =>
        _volumes.Current.Enumerate().Select(VolumeReferences.Of).Any(volume => volume.HasSecret(@namespace, secret) && Mounts(node, volume));

    private string NodeOf(CachedObject pod)
    {
        var fields = _pods.Indexer.Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] == NodeField) return pod.Fields[i];
        }
        return "";
    }
}
