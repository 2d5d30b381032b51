using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Keys whose values a pod adds to a selector from its own labels.</summary>
internal static class MatchLabelKeysValidation
{
    /// <param name="holder">The term or constraint with the keys and its <c>labelSelector</c>.</param>
    public static void Validate(JsonMap holder, string field, FieldErrors errors, FieldPath at)
    {
        var keys = holder.Strings(field);
        if (keys.Count == 0) return;
        if (!holder.Has("labelSelector"))
        {
            errors.Forbidden(at, "must not be specified when labelSelector is not set");
            return;
        }
        for (var i = 0; i < keys.Count; i++) errors.QualifiedName(at.Index(i), keys[i]);
    }
}
