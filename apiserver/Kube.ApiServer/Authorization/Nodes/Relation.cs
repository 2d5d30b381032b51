namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>As what an object is related to a node.</summary>
internal enum Relation
{
    Pod,
    Secret,
    ConfigMap,
    ServiceAccount,
    Claim,
    Volume,
    Attachment,
    ResourceClaim,
    ResourceSlice,
}
