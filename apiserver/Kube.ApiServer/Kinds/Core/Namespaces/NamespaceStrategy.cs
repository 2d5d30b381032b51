using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Namespaces;

/// <summary>
/// A namespace is held by the finalizers of its spec until the controller that empties it has taken them away:
/// <c>pkg/registry/core/namespace</c>.
/// </summary>
internal sealed class NamespaceStrategy : KindStrategy
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string Finalizer = "kubernetes";

    public override bool HasStatus => true;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.DnsLabel(name, isPrefix);

    public override void SetDefaults(JsonMap obj) => LabelWithName(obj);

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        obj["status"] = new JsonMap(1) { ["phase"] = "Active" };
        var finalizers = obj.GetOrAddMap("spec").GetOrAddList("finalizers");
        if (!finalizers.Contains(Finalizer)) finalizers.Add(Finalizer);
        LabelWithName(obj);
    }

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => obj.GetOrAddMap("spec").CopyField("finalizers", old.Spec());

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        foreach (var finalizer in obj.Spec().Strings("finalizers")) FinalizerRules.Validate(finalizer, errors, FieldPath.Of("spec").Child("finalizers"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
    }

    public override bool HoldsDeleted(JsonMap obj) => obj.Spec().CountOf("finalizers") > 0;

    public override void MarkDeleted(JsonMap obj) => obj.GetOrAddMap("status")["phase"] = "Terminating";

    private static void LabelWithName(JsonMap obj)
    {
        if (obj.Name() is { Length: > 0 } name) obj.GetOrAddMap("metadata").GetOrAddMap("labels")[NameLabel] = name;
    }
}
