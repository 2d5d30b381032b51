using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Namespaces;

/// <summary>The only way to change a namespace's finalizers: PUT to <c>finalize</c>, which leaves the status alone.</summary>
internal sealed class NamespaceFinalizeStrategy(KindStrategy main) : KindStrategy
{
    public override void SetDefaults(JsonMap obj) => main.SetDefaults(obj);

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => obj.CopyField("status", old);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var finalizers = obj.Spec().Strings("finalizers");
        for (var i = 0; i < finalizers.Count; i++) FinalizerRules.Validate(finalizers[i], errors, FieldPath.Of("spec").Child("finalizers").Index(i));
    }

    public override bool HoldsDeleted(JsonMap obj) => obj.Spec().CountOf("finalizers") > 0;
}
