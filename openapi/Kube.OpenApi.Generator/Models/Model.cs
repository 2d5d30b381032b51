namespace Kube.OpenApi.Generator.Models;

/// <summary>A class of <c>k8s.Models</c>: the kind it is declared to be (empty without) and its properties by JSON name.</summary>
internal sealed record Model(Type Class, string Group, string Version, string Kind, IReadOnlyDictionary<string, ModelProperty> Properties)
{
    public string GroupVersion => Kind.Length == 0 ? "" : Group.Length == 0 ? Version : $"{Group}/{Version}";
}

/// <summary>A property and what its type says; <see cref="Name"/> is the C# name, under which the XML documentation knows it.</summary>
internal sealed record ModelProperty(string Name, Type Type);
