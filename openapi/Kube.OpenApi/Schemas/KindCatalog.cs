namespace Kube.OpenApi.Schemas;

/// <summary>The kinds of a Kubernetes version and the definitions they are made of. Safe for concurrent use.</summary>
public sealed class KindCatalog
{
    private const string EveryVersion = "*";

    private static readonly Lazy<KindCatalog> LazyBuiltIn = new(LoadBuiltIn);

    private readonly Dictionary<(string Group, string Version, string Kind), KindSchema> _kinds = [];
    private readonly Dictionary<string, TypeSchema> _universal = [];
    private readonly Dictionary<string, TypeSchema> _definitions = [];

    private KindCatalog(IReadOnlyList<TypeSchema> types, IReadOnlyList<KindSchema> kinds)
    {
        foreach (var type in types)
        {
            // The definition comes before its variants.
            if (type.Name.Length > 0) _definitions.TryAdd(type.Name, type);
        }
        foreach (var kind in kinds)
        {
            if (kind.Version == EveryVersion) _universal.Add(kind.Kind, kind.Type);
            else _kinds.Add((kind.Group, kind.Version, kind.Kind), kind);
        }
        Kinds = [.. _kinds.Values];
    }

    /// <summary>Everything Kubernetes v1.36 serves, with the kinds of meta/v1, apiextensions and apiregistration.</summary>
    public static KindCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>All kinds but those every group and version has (see <see cref="Find"/>).</summary>
    public IReadOnlyList<KindSchema> Kinds { get; }

    /// <summary>The definitions by name, as in <c>io.k8s.api.core.v1.PodSpec</c>.</summary>
    public IReadOnlyCollection<TypeSchema> Definitions => _definitions.Values;

    /// <summary>
    /// The kind, or null when there is none. DeleteOptions, WatchEvent and the other options of meta/v1 are kinds of every group
    /// and version, custom ones too.
    /// </summary>
    public KindSchema? Find(string group, string version, string kind)
    {
        if (_kinds.TryGetValue((group, version, kind), out var found)) return found;
        return _universal.TryGetValue(kind, out var type) ? new(group, version, kind, type) : null;
    }

    /// <summary>The type of a kind that every group and version has.</summary>
    public bool IsUniversal(TypeSchema type) => _universal.ContainsValue(type);

    public TypeSchema? FindType(string definition) => _definitions.GetValueOrDefault(definition);

    private static KindCatalog LoadBuiltIn()
    {
        using var resource = typeof(KindCatalog).Assembly.GetManifestResourceStream("catalog.bin")
            ?? throw new InvalidOperationException("the catalog resource is missing from the build");
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        var (types, kinds) = new CatalogReader(data).Read();
        return new(types, kinds);
    }
}
