using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// Adds to a set the declared fields above its members, which applying leaves out: owning <c>spec.a.b</c> then is owning
/// <c>spec.a</c> and <c>spec</c>, but of a map or list never more than its entries.
/// </summary>
internal static class NamedFields
{
    public static FieldSet Included(FieldSet set, TypeSchema? schema)
    {
        var result = new FieldSet();
        foreach (var node in set.Nodes)
        {
            var (declared, type) = (false, (TypeSchema?)null);
            if (schema is not null && node.Element.IsField && schema.Kind != ValueKind.List)
            {
                declared = node.Below is not null && Shapes.IsDeclared(schema, node.Element.Name);
                type = Shapes.Field(schema, node.Element.Name);
            }
            else if (schema is not null && node.Element.IsKey)
            {
                type = Shapes.Element(schema);
            }
            result.Add(node.Element, node.Member || declared, node.Below is null ? null : Included(node.Below, type));
        }
        return result;
    }
}
