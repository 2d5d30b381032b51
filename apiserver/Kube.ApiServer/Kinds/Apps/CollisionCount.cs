using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps;

/// <summary>How often the hash of a template met a name that was taken.</summary>
internal static class CollisionCount
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    public static void OnlyGrows(JsonMap status, JsonMap old, FieldErrors errors)
    {
        errors.NonNegative(Status, status, "collisionCount");
        if (old.Long("collisionCount") is { } before && (status.Long("collisionCount") is not { } now || now < before))
            errors.Invalid(Status.Child("collisionCount"), status["collisionCount"], "cannot be decremented");
    }
}
