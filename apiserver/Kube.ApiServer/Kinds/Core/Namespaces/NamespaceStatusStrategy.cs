using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Namespaces;

/// <summary>The phase follows from whether the namespace is being deleted.</summary>
internal sealed class NamespaceStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Phase = FieldPath.Of("status").Child("Phase");

    public override bool HoldsDeleted(JsonMap obj) => obj.Spec().CountOf("finalizers") > 0;

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var phase = obj.Status().Text("phase");
        if (obj.IsBeingDeleted())
        {
            if (phase != "Terminating") errors.Invalid(Phase, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
        }
        else if (phase != "Active") errors.Invalid(Phase, phase, "may only be 'Active' if `deletionTimestamp` is empty");
    }
}
