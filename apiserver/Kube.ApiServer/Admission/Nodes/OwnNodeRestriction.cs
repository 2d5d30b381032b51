using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Nodes;

/// <summary>What a node may write of its own Node: not its taints and owners, nor labels by which it could draw others' pods to itself.</summary>
internal static class OwnNodeRestriction
{
    public static void Admit(string node, AdmissionRequest request)
    {
        if (request.Name != node) throw request.Forbidden($"node \"{node}\" is not allowed to modify node \"{request.Name}\"");
        if (request.Object is not { } obj) return;
        var old = request.OldObject;
        if (obj.Spec().Has("configSource") && (old is null || !obj.Spec().SameField(old.Spec(), "configSource")))
            throw request.Forbidden(old is null
                ? $"node \"{node}\" is not allowed to create pods with a non-nil configSource"
                : $"node \"{node}\" is not allowed to update configSource to a new non-nil configSource");
        if (old is not null && !obj.Spec().SameField(old.Spec(), "taints")) throw request.Forbidden($"node \"{node}\" is not allowed to modify taints");
        if (old is not null && !obj.Metadata().SameField(old.Metadata(), "ownerReferences")) throw request.Forbidden($"node \"{node}\" is not allowed to modify ownerReferences");
        var forbidden = string.Join(", ", Changed(obj.Labels(), old?.Labels() ?? []).Where(NodeLabels.IsForbidden).Order(StringComparer.Ordinal));
        if (forbidden.Length == 0) return;
        throw request.Forbidden(old is null
            ? $"node \"{node}\" is not allowed to set the following labels: {forbidden}"
            : $"is not allowed to modify labels: {forbidden}");
    }

    private static IEnumerable<string> Changed(JsonMap labels, JsonMap before) =>
        labels.Keys.ToArray().Union(before.Keys.ToArray()).Where(key => labels.String(key) != before.String(key));
}
