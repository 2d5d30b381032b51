using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Tests.Patching;

/// <summary>Types made by hand: small ones in which one rule shows.</summary>
internal static class TestSchema
{
    public static readonly TypeSchema Text = new() { Kind = ValueKind.String };
    public static readonly TypeSchema Number = new() { Kind = ValueKind.Integer };
    public static readonly TypeSchema Flag = new() { Kind = ValueKind.Boolean };
    public static readonly TypeSchema Any = new() { Kind = ValueKind.Any };

    private static readonly TypeSchema Meta = Struct("ObjectMeta", ("name", Text), ("namespace", Text), ("labels", Map(Text)),
        ("annotations", Map(Text)), ("finalizers", MergedSet(Text)), ("uid", Text), ("resourceVersion", Text),
        ("generation", Number), ("creationTimestamp", Text), ("managedFields", List(Any)));

    private static readonly TypeSchema Container = Struct("Container",
        ("name", Always(Text)),
        ("image", Text),
        ("resources", Always(Struct("Resources", ("limits", Map(Text))))),
        ("command", List(Text)),
        ("env", Keyed("name", Struct("EnvVar", ("name", Always(Text)), ("value", Text)))),
        ("ports", Keyed(["containerPort", "protocol"], "containerPort", Struct("Port",
            ("containerPort", Always(Number)), ("protocol", Default(Text, "TCP")), ("hostPort", Number)))));

    private static readonly TypeSchema PodSpec = Struct("PodSpec",
        ("hostname", Text),
        ("containers", Always(Keyed("name", Container))),
        ("tolerations", List(Struct("Toleration", ("key", Text), ("operator", Text)))),
        ("volumes", Keyed("name", Struct("Volume", ("name", Always(Text)), ("emptyDir", Struct("EmptyDir", ("medium", Text)))))));

    /// <summary>The shape of a Deployment as far as merging shows in it.</summary>
    public static readonly TypeSchema Deployment = Object("Deployment",
        ("spec", Always(Struct("DeploymentSpec",
            ("replicas", Number),
            ("paused", Flag),
            ("selector", Struct("Selector", atomic: true, ("matchLabels", Map(Text)))),
            ("strategy", Always(RetainKeys("Strategy", ("type", Text), ("rollingUpdate", Struct("RollingUpdate", ("maxSurge", Text)))))),
            ("template", Always(Struct("Template", ("metadata", Always(Meta)), ("spec", Always(PodSpec)))))))),
        ("status", Always(Struct("DeploymentStatus", ("replicas", Number)))));

    public static readonly TypeSchema ConfigMap = Object("ConfigMap", ("immutable", Flag), ("data", Map(Text)));

    public static TypeSchema Object(string kind, params (string Name, object Type)[] fields) =>
        Struct(kind, [("apiVersion", Text), ("kind", Text), ("metadata", Always(Meta)), .. fields]);

    public static TypeSchema Struct(string name, params (string Name, object Type)[] fields) => Struct(name, atomic: false, fields);

    public static TypeSchema Struct(string name, bool atomic, params (string Name, object Type)[] fields) =>
        new() { Kind = ValueKind.Struct, Name = $"test.{name}", Atomic = atomic, Fields = Fields(fields) };

    public static TypeSchema Map(TypeSchema element, bool atomic = false) => new() { Kind = ValueKind.Map, Element = element, Atomic = atomic };

    /// <summary>Atomic, and replaced by a strategic merge patch.</summary>
    public static TypeSchema List(TypeSchema element) => new() { Kind = ValueKind.List, Element = element };

    public static TypeSchema Set(TypeSchema element) => new() { Kind = ValueKind.List, Element = element, ListType = ListType.Set };

    public static TypeSchema MergedSet(TypeSchema element) =>
        new() { Kind = ValueKind.List, Element = element, ListType = ListType.Set, PatchMerge = true };

    public static TypeSchema Keyed(string key, TypeSchema element) => Keyed([key], key, element);

    public static TypeSchema Keyed(string[] keys, string mergeKey, TypeSchema element) => new()
    {
        Kind = ValueKind.List,
        Element = element,
        ListType = ListType.Map,
        ListMapKeys = keys,
        PatchMerge = true,
        PatchMergeKey = mergeKey,
    };

    /// <summary>Like a Go struct by value or a field without omitempty.</summary>
    public static object Always(TypeSchema type) => (Presence.Always, type, (object?)null);

    public static object Default(TypeSchema type, object value) => (Presence.OmitEmpty, type, (object?)value);

    private static TypeSchema RetainKeys(string name, params (string Name, object Type)[] fields) =>
        new() { Kind = ValueKind.Struct, Name = $"test.{name}", PatchRetainKeys = true, Fields = Fields(fields) };

    private static List<FieldSchema> Fields((string Name, object Type)[] fields) => [.. fields.Select(field => field.Type switch
    {
        TypeSchema type => new FieldSchema { Name = field.Name, Schema = type, Presence = Presence.OmitEmpty },
        ValueTuple<Presence, TypeSchema, object?> given =>
            new FieldSchema { Name = field.Name, Schema = given.Item2, Presence = given.Item1, Default = given.Item3 },
        _ => throw new ArgumentException(field.Name, nameof(fields)),
    })];
}
