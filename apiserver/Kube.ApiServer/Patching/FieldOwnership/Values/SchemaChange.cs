using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// Brings a set written under an older schema up to date: where a list or object has become atomic since, who owned parts
/// of it owns it whole. The other way round nothing is done. Returns the same set when nothing is to be.
/// </summary>
internal static class SchemaChange
{
    public static FieldSet Applied(FieldSet set, TypeSchema schema)
    {
        FieldSet? result = null;
        for (var i = 0; i < set.Nodes.Length; i++)
        {
            var node = set.Nodes[i];
            var below = node.Below is null ? null : Below(node, schema);
            if (result is null && ReferenceEquals(below, node.Below)) continue;
            result ??= Start(set, i);
            // Nothing left below means the node has become the owner of the whole.
            result.Add(node.Element, node.Member || below is null, below);
        }
        return result ?? set;
    }

    private static FieldSet? Below(FieldSet.Node node, TypeSchema schema)
    {
        var type = schema.Kind == ValueKind.List
            ? (schema.ListType == ListType.Atomic ? null : Shapes.Element(schema))
            : node.Element.IsField ? Shapes.Field(schema, node.Element.Name) : null;
        if (type is null || type.Kind == ValueKind.Any) return node.Below;
        var atomic = type.Kind switch
        {
            ValueKind.List => type.ListType == ListType.Atomic,
            ValueKind.Struct or ValueKind.Map => type.Atomic,
            _ => false,
        };
        return atomic ? null : Applied(node.Below!, type);
    }

    private static FieldSet Start(FieldSet set, int count)
    {
        var start = new FieldSet();
        foreach (var node in set.Nodes[..count]) start.Add(node.Element, node.Member, node.Below);
        return start;
    }
}
