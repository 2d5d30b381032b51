using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Wire;

/// <summary>
/// How a struct lies in its protobuf message: the fields by number, with those that Go embeds inline in a message of their own.
/// </summary>
internal sealed class WireLayout
{
    private readonly Dictionary<int, Entry> _byNumber = [];

    private WireLayout(IEnumerable<(int[] Path, FieldSchema Field)> fields)
    {
        foreach (var group in fields.GroupBy(field => field.Path[0]))
        {
            var inner = group.Where(field => field.Path.Length > 1).Select(field => (field.Path[1..], field.Field)).ToList();
            _byNumber[group.Key] = inner.Count > 0 ? new(group.Key, null, new(inner)) : new(group.Key, group.First().Field, null);
        }
        Descending = [.. _byNumber.Values.OrderByDescending(entry => entry.Number)];
    }

    /// <summary>Highest number first, as a buffer that is filled from its end needs them.</summary>
    public Entry[] Descending { get; }

    /// <summary>A list with a name of its own in Go is a message that holds only the list, and is there only when the list is.</summary>
    public bool IsNamedList => Descending is [{ Field.Schema.Kind: ValueKind.List }];

    public Entry? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>A field without a number (apiVersion and kind, which the envelope carries) is not part of the message.</summary>
    public static WireLayout Of(TypeSchema type) => type.Layout ??= new(type.Fields
        .Where(field => field.WireNumber > 0)
        .Select(field => ((int[])[.. field.WireParents, field.WireNumber], field)));

    /// <summary>Either a field or an embedded message.</summary>
    public sealed record Entry(int Number, FieldSchema? Field, WireLayout? Embedded);
}
