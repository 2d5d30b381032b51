using k8s;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Ownership;

/// <summary>The one owner reference of an object that says who manages it.</summary>
internal static class ControllerReferences
{
    public static V1OwnerReference? ControllerOf(IMetadata<V1ObjectMeta> obj)
        => obj.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);

    public static bool IsControlledBy(IMetadata<V1ObjectMeta> obj, IMetadata<V1ObjectMeta> owner)
        => ControllerOf(obj)?.Uid == owner.Metadata.Uid;

    /// <summary>The reference by which an object's dependents name it as their controller.</summary>
    public static V1OwnerReference To<T>(T owner)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var resource = ResourceType.Of<T>();
        return new V1OwnerReference
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            Name = owner.Metadata.Name,
            Uid = owner.Metadata.Uid,
            Controller = true,
            BlockOwnerDeletion = true,
        };
    }
}
