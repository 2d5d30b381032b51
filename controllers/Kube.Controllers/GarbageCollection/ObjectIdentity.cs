using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.GarbageCollection;

/// <summary>What an owner reference or an object says about which object it is. Only the uid identifies it for good.</summary>
internal sealed record ObjectIdentity(string Uid, string Namespace, string Name, string ApiVersion, string Kind)
{
    public static ObjectIdentity Of(PartialObjectMetadata obj, ResourceType resource)
        => new(obj.Metadata.Uid, obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name, resource.ApiVersion, resource.Kind);

    /// <summary>An owner, as a dependent of the given namespace knows it.</summary>
    public static ObjectIdentity Of(V1OwnerReference owner, string dependentNamespace)
        => new(owner.Uid, dependentNamespace, owner.Name, owner.ApiVersion, owner.Kind);

    public override string ToString() => $"{Kind} {(Namespace.Length == 0 ? Name : $"{Namespace}/{Name}")}";
}
