using System.Collections.Concurrent;
using System.Reflection;
using k8s;
using k8s.Models;

namespace Kube.Machinery.Events;

public static class ObjectReferences
{
    private static readonly ConcurrentDictionary<Type, KubernetesEntityAttribute?> Entities = new();

    /// <summary>A reference to an object as events carry it. Objects of lists do not say their kind; their type does.</summary>
    public static V1ObjectReference ToReference(this IKubernetesObject<V1ObjectMeta> obj, string? fieldPath = null)
    {
        var entity = Entities.GetOrAdd(obj.GetType(), type => type.GetCustomAttribute<KubernetesEntityAttribute>());
        return new V1ObjectReference
        {
            ApiVersion = obj.ApiVersion ?? (string.IsNullOrEmpty(entity?.Group) ? entity?.ApiVersion : $"{entity.Group}/{entity.ApiVersion}"),
            Kind = obj.Kind ?? entity?.Kind,
            NamespaceProperty = obj.Metadata.NamespaceProperty,
            Name = obj.Metadata.Name,
            Uid = obj.Metadata.Uid,
            ResourceVersion = obj.Metadata.ResourceVersion,
            FieldPath = fieldPath,
        };
    }
}
