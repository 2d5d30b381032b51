using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Kube.OpenApi.Generator.Models;

/// <summary>The models of the KubernetesClient package, by class name.</summary>
internal sealed class ModelPackage(IReadOnlyDictionary<string, Model> models)
{
    public string DocumentationPath { get; } = Path.ChangeExtension(typeof(V1Pod).Assembly.Location, ".xml");

    public Model? Find(string className) => models.GetValueOrDefault(className);

    public static ModelPackage Load() => new(typeof(V1Pod).Assembly.GetTypes()
        .Where(type => type is { Namespace: "k8s.Models", IsPublic: true, IsInterface: false, IsGenericType: false })
        .ToDictionary(type => type.Name, Describe));

    private static Model Describe(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>();
        var properties = new Dictionary<string, ModelProperty>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonPropertyNameAttribute>() is { } json)
                properties[json.Name] = new(property.Name, property.PropertyType);
        }
        return new(type, entity?.Group ?? "", entity?.ApiVersion ?? "", entity?.Kind ?? "", properties);
    }
}
