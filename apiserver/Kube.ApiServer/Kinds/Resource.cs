using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// One served resource: everything that sets it apart from the others. What is not set here is the same for all and lives
/// in the verbs.
/// </summary>
internal sealed record Resource
{
    /// <summary>"" for the core group.</summary>
    public required string Group { get; init; }

    public string Version { get; init; } = "v1";

    public required string Kind { get; init; }

    /// <summary>The plural, as in paths.</summary>
    public required string Plural { get; init; }

    public string Singular => Kind.ToLowerInvariant();

    public bool Namespaced { get; init; } = true;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>"all" puts it into <c>kubectl get all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    public Verb Verbs { get; init; } = Verb.All;

    public required TypeSchema Type { get; init; }

    /// <summary>Defaults, preparation and validation of the main resource.</summary>
    public KindStrategy Strategy { get; init; } = KindStrategy.Plain;

    /// <summary>A deletion that is done answers with the object instead of a Status: upstream's ReturnDeletedObject.</summary>
    public bool ReturnsDeleted { get; init; }

    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>What is written together with each object; null for most kinds.</summary>
    public ICompanions? Companions { get; init; }

    public TableLayout Table { get; init; } = TableLayout.Default;

    /// <summary>
    /// The fields a field selector may name, as dotted paths of scalars, besides <c>metadata.name</c> and
    /// <c>metadata.namespace</c>.
    /// </summary>
    public IReadOnlyList<SelectableField> SelectableFields { get; init; } = [];

    /// <summary>Where its objects lie below <c>/registry/</c>: upstream's storage prefix.</summary>
    public string StoragePrefix { get => field ?? Plural; init; }

    /// <summary>
    /// The version upstream keeps the objects in, which is not always one it serves. Only the storage version's hash tells of it.
    /// </summary>
    public string StorageVersion { get => field ?? Version; init; }

    /// <summary>Set where the objects are kept in another version than this one.</summary>
    public StoredVersion? StoredAs { get; init; }

    /// <summary>The resource in whose version the objects are kept: this one, unless <see cref="StoredAs"/> says otherwise.</summary>
    public Resource Storage => StoredAs?.Resource ?? this;

    /// <summary>Objects of it are kept; the others only answer a POST, or are found out when asked for.</summary>
    public bool IsStored => Review is null && Computed is null;

    /// <summary>What a POST does where nothing is stored: reviews, bindings.</summary>
    public Review? Review { get; init; }

    /// <summary>Where get and list take the objects from that are not stored.</summary>
    public Computed? Computed { get; init; }

    /// <summary>Who uses it is told this in a warning; null for what stays.</summary>
    public string? Deprecation { get; init; }

    public GroupResource GroupResource => new(Group, Plural);

    public GroupKind GroupKind => new(Group, Kind);

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public bool Is(string group, string plural) => Plural == plural && Group == group;

    public Subresource? Subresource(string name) => Subresources.FirstOrDefault(subresource => subresource.Name == name);
}
