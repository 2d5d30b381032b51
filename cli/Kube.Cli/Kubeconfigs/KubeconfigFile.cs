using Kube.Machinery;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kube.Cli.Kubeconfigs;

/// <summary>
/// A kubeconfig (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/), edited as a tree: what is not
/// asked to change, known or not, is written back as it was.
/// </summary>
internal sealed class KubeconfigFile
{
    private const string CurrentContextKey = "current-context";

    private readonly string _path;
    private readonly YamlMappingNode _root;

    private KubeconfigFile(string path, YamlMappingNode root)
    {
        _path = path;
        _root = root;
    }

    public string? CurrentContext => (Child(_root, CurrentContextKey) as YamlScalarNode)?.Value;

    public static KubeconfigFile New(string path) => new(path, new YamlMappingNode
    {
        { "apiVersion", "v1" },
        { "kind", "Config" },
    });

    /// <exception cref="KubeException">The file is not a kubeconfig; it is left alone.</exception>
    public static KubeconfigFile Read(string path)
    {
        if (!File.Exists(path))
            return New(path);
        try
        {
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents switch
            {
                [] => New(path),
                [{ RootNode: YamlMappingNode root }] => new KubeconfigFile(path, root),
                [{ RootNode: YamlScalarNode { Value: null or "" } }] => New(path),
                _ => throw new KubeException($"{path} is not a kubeconfig: mend it, or name another with KUBECONFIG."),
            };
        }
        catch (YamlException e)
        {
            throw new KubeException($"{path} is not YAML ({e.Message}): mend it, or name another with KUBECONFIG.");
        }
    }

    /// <summary>Adds or replaces the cluster, user and context of this name, and makes the context current.</summary>
    public void Put(string name, ClusterCredentials credentials)
    {
        PutEntry(KubeconfigSection.Clusters, name, credentials.ClusterNode());
        PutEntry(KubeconfigSection.Contexts, name, new YamlMappingNode { { "cluster", name }, { "user", name } });
        PutEntry(KubeconfigSection.Users, name, credentials.UserNode());
        _root.Children[CurrentContextKey] = name;
    }

    /// <summary>Removes the cluster, user and context of this name, if the cluster is known by the authority of these credentials.</summary>
    /// <returns>Whether anything was removed.</returns>
    public bool Remove(string name, ClusterCredentials credentials)
    {
        var wanted = credentials.ClusterNode();
        if (Find(KubeconfigSection.Clusters, name) is not { } entry
            || Child(entry, KubeconfigSection.Clusters.Value) is not YamlMappingNode cluster
            || !Equals(Child(cluster, "certificate-authority"), Child(wanted, "certificate-authority")))
        {
            return false;
        }

        foreach (var section in (KubeconfigSection[])[KubeconfigSection.Clusters, KubeconfigSection.Contexts, KubeconfigSection.Users])
        {
            if (Find(section, name) is { } found)
                ((YamlSequenceNode)Child(_root, section.List)!).Children.Remove(found);
        }

        if (CurrentContext == name)
            _root.Children[CurrentContextKey] = new YamlScalarNode("") { Style = ScalarStyle.DoubleQuoted };
        return true;
    }

    /// <summary>The value of a list's only entry; null where it has none or several.</summary>
    public YamlMappingNode? Single(KubeconfigSection section) =>
        Child(_root, section.List) is YamlSequenceNode { Children: [YamlMappingNode entry] } ? Child(entry, section.Value) as YamlMappingNode : null;

    public void Save()
    {
        if (Path.GetDirectoryName(_path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(_root)).Save(text, assignAnchors: false);
        AtomicFile.Write(_path, WithoutEndMark(text.ToString()));
    }

    /// <summary>The library ends every document with a mark that no other writer of kubeconfigs leaves.</summary>
    private static string WithoutEndMark(string text) =>
        text.EndsWith("\n...\n", StringComparison.Ordinal) ? text[..^"...\n".Length] : text;

    private void PutEntry(KubeconfigSection section, string name, YamlMappingNode value)
    {
        if (Find(section, name) is { } existing)
        {
            existing.Children[section.Value] = value;
            return;
        }

        if (Child(_root, section.List) is not YamlSequenceNode list)
            _root.Children[section.List] = list = [];
        list.Add(new YamlMappingNode { { section.Value, value }, { "name", name } });
    }

    private YamlMappingNode? Find(KubeconfigSection section, string name) =>
        (Child(_root, section.List) as YamlSequenceNode)?.Children.OfType<YamlMappingNode>()
            .FirstOrDefault(entry => Child(entry, "name") is YamlScalarNode { Value: { } found } && found == name);

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? value : null;
}
