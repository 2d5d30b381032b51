using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Writes what a binding made of a pod as it is: no generation, nothing more to check.</summary>
internal sealed class PodAssignmentStrategy : KindStrategy
{
    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
    }
}
