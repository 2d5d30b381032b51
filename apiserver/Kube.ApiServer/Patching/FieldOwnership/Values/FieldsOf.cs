using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>The fields an object has: structured-merge-diff's <c>TypedValue.ToFieldSet</c>.</summary>
internal static class FieldsOf
{
    public static FieldSet Object(object? value, TypeSchema schema)
    {
        var set = new FieldSet();
        Below(value, schema, set);
        return set;
    }

    /// <summary>Adds what is below a value; true when the value itself is a field of its own.</summary>
    private static bool Below(object? value, TypeSchema schema, FieldSet into)
    {
        switch (Shapes.Of(schema, value))
        {
            case Shape.Fields:
                if (value is JsonMap map) Fields(map, schema, into);
                return false;
            case Shape.Elements:
                Elements(ListElements.Of(value, schema), Shapes.Element(schema), into);
                return false;
            default:
                return true;
        }
    }

    private static void Fields(JsonMap map, TypeSchema schema, FieldSet into)
    {
        foreach (var (name, value) in map)
        {
            if (Shapes.Field(schema, name) is not { } type) continue;
            var below = new FieldSet();
            var member = Below(value, type, below) || value is null or JsonMap { Count: 0 } || !Shapes.IsDeclared(schema, name);
            into.Add(PathElement.Field(name), member, below);
        }
    }

    private static void Elements(ListElements elements, TypeSchema type, FieldSet into)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var name = elements.Name(i);
            if (!elements.IsFirst(i)) continue;
            var below = new FieldSet();
            // Of elements that share a name only that they are there is owned.
            if (elements.All(name).Count == 1) Below(elements.Value(i), type, below);
            into.Add(name, member: true, below);
        }
    }
}
