using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;

namespace Kube.ApiServer.Kinds.Rules;

internal static class FinalizerRules
{
    public static void Validate(string finalizer, FieldErrors errors, FieldPath at)
    {
        errors.InvalidAll(at, finalizer, LabelNames.Key(finalizer));
        if (!finalizer.Contains('/') && finalizer is not ("kubernetes" or "orphan" or "foregroundDeletion"))
            errors.Invalid(at, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
    }
}
