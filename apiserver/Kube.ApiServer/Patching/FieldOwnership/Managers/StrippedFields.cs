using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>What no one owns: who an object is, and what only the server sets.</summary>
internal static class StrippedFields
{
    private static readonly FieldSet Fields = FieldSet.Of(
        "apiVersion", "kind", "metadata", "metadata.name", "metadata.namespace", "metadata.creationTimestamp", "metadata.selfLink",
        "metadata.uid", "metadata.clusterName", "metadata.generation", "metadata.managedFields", "metadata.resourceVersion");

    public static FieldSet Stripped(this FieldSet set) => set.Without(Fields);
}
