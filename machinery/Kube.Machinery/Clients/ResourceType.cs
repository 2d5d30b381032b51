using System.Reflection;
using System.Text;
using k8s.Models;

namespace Kube.Machinery.Clients;

/// <summary>A served resource, and where in the API it is found.</summary>
public sealed record ResourceType(string Group, string Version, string Plural, string Kind)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The resource a model of KubernetesClient stands for.</summary>
    public static ResourceType Of<T>()
    {
        var entity = typeof(T).GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"{typeof(T).Name} is no model of a resource");
        return new ResourceType(entity.Group, entity.ApiVersion, entity.PluralName, entity.Kind);
    }

    /// <summary>The path of the collection (no name), an object or its subresource; no namespace means all, or none.</summary>
    public string Path(string? @namespace = null, string? name = null, string? subresource = null)
    {
        var path = new StringBuilder(Group.Length == 0 ? "api/" : "apis/").Append(ApiVersion);
        if (!string.IsNullOrEmpty(@namespace))
            path.Append("/namespaces/").Append(Uri.EscapeDataString(@namespace));
        path.Append('/').Append(Plural);
        if (name is not null)
            path.Append('/').Append(Uri.EscapeDataString(name));
        if (subresource is not null)
            path.Append('/').Append(subresource);
        return path.ToString();
    }
}
