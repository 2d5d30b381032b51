using YamlDotNet.RepresentationModel;

namespace Kube.Machinery.Clients;

/// <summary>A mapping of a kubeconfig file, which knows the file for messages and relative paths.</summary>
internal sealed class KubeconfigNode(string path, YamlMappingNode node)
{
    public bool Has(string key) => node.Children.ContainsKey(key);

    public string? Text(string key)
        => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    public string Required(string key) => Text(key) ?? throw new InvalidDataException($"{path}: no {key}");

    /// <summary>A path, which counts from the directory of the kubeconfig file.</summary>
    public string? File(string key)
        => Text(key) is { } file ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file) : null;

    /// <summary>The body of the entry with the given name in one of the file's lists.</summary>
    public KubeconfigNode Named(string list, string name, string body)
    {
        if (node.Children.TryGetValue(list, out var value) && value is YamlSequenceNode entries)
        {
            foreach (var entry in entries.OfType<YamlMappingNode>())
            {
                if (new KubeconfigNode(path, entry).Text("name") == name
                    && entry.Children.TryGetValue(body, out var found) && found is YamlMappingNode mapping)
                    return new KubeconfigNode(path, mapping);
            }
        }
        throw new InvalidDataException($"{path}: no entry \"{name}\" in {list}");
    }
}
