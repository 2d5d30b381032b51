using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>
/// A field set as <c>managedFields[].fieldsV1</c> has it: an object for each element, empty for a member with nothing
/// below; "." where an element with members below is itself a member.
/// </summary>
internal static class FieldsV1
{
    private const string Self = ".";

    // One for all: most of an encoded set are empty objects, and no one changes what is in managedFields in place.
    private static readonly JsonMap Leaf = new(0);

    public static JsonMap Encode(FieldSet set) => Encode(set, includingSelf: false);

    /// <exception cref="FormatException">A field's name is no path element.</exception>
    public static FieldSet Decode(JsonMap fields) => Decode(fields, out _);

    private static JsonMap Encode(FieldSet set, bool includingSelf)
    {
        var nodes = set.Nodes;
        var fields = new JsonMap(nodes.Length + (includingSelf ? 1 : 0));
        if (includingSelf) fields[Self] = Leaf;
        foreach (var node in nodes) fields[node.Element.Text] = node.Below is null ? Leaf : Encode(node.Below, node.Member);
        return fields;
    }

    private static FieldSet Decode(JsonMap fields, out bool member)
    {
        member = false;
        FieldSet? set = null;
        foreach (var (name, value) in fields)
        {
            if (name == Self)
            {
                member = true;
                continue;
            }
            if (!PathElement.TryParse(name, out var element)) continue;
            var inside = false;
            var below = value is JsonMap { Count: > 0 } map ? Decode(map, out inside) : FieldSet.Empty;
            (set ??= new FieldSet()).Add(element, inside || below.IsEmpty, below);
        }
        member |= set is null;
        return set ?? FieldSet.Empty;
    }
}
