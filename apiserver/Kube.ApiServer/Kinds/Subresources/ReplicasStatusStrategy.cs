using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>The status of replica sets and replication controllers.</summary>
internal sealed class ReplicasStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => ReplicaCounts.ValidateReplicas(obj, errors);
}
