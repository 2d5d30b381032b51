using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// The rules of a version that is kept as another one, where they are the other's rules: the object is converted, dealt with there and
/// converted back, as upstream deals with all versions in its internal one. Errors name the stored version's fields.
/// </summary>
/// <param name="rules">The stored version's strategy for the same resource or subresource.</param>
internal sealed class ConvertedStrategy(KindStrategy rules, Func<JsonMap, JsonMap> toStored, Func<JsonMap, JsonMap> fromStored) : KindStrategy
{
    public override bool AllowCreateOnUpdate => rules.AllowCreateOnUpdate;

    public override bool AllowUnconditionalUpdate => rules.AllowUnconditionalUpdate;

    public override bool TracksGeneration => rules.TracksGeneration;

    public override bool HasStatus => rules.HasStatus;

    public override FieldFilter? Ownable => rules.Ownable;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => rules.CheckName(name, isPrefix);

    /// <summary>What the object says in the stored version, defaults of both included, is what it says in this one.</summary>
    public override void SetDefaults(JsonMap obj) => Change(obj, rules.SetDefaults);

    public override void PrepareForCreate(JsonMap obj, WriteContext context) => Change(obj, stored =>
    {
        // What this version keeps of the status outside of its status.
        if (HasStatus) stored.Remove("status");
        rules.PrepareForCreate(stored, context);
    });

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => Change(obj, stored =>
    {
        var before = toStored(old);
        if (HasStatus) stored.CopyField("status", before);
        rules.PrepareForUpdate(stored, before, context);
    });

    public override void Validate(JsonMap obj, FieldErrors errors) => rules.Validate(toStored(obj), errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => rules.ValidateUpdate(toStored(obj), toStored(old), errors);

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => rules.Warnings(toStored(obj), old is null ? null : toStored(old));

    private void Change(JsonMap obj, Action<JsonMap> change)
    {
        var stored = toStored(obj);
        change(stored);
        Become(obj, fromStored(stored));
    }

    /// <summary>The caller may hold on to the metadata: it stays the same map.</summary>
    private static void Become(JsonMap obj, JsonMap changed)
    {
        foreach (var field in obj.Keys.ToList())
        {
            if (!changed.ContainsKey(field)) obj.Remove(field);
        }
        foreach (var (field, value) in changed)
        {
            if (field == "metadata" && obj.Map(field) is { } metadata) Become(metadata, (JsonMap)value!);
            else obj[field] = value;
        }
    }
}
