using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.JsonPatch;

/// <summary>One operation of a JSON patch. Says false where it does not apply; what it inserts are copies.</summary>
internal sealed class JsonPatchOperation(JsonMap fields)
{
    private readonly string? _op = fields.String("op");
    private readonly string? _path = fields.String("path");
    private readonly string? _from = fields.String("from");
    private readonly object? _value = fields["value"];

    public bool TryApply(ref object? document)
    {
        if (_path is null) return false;
        if (_path.Length == 0) return TryApplyToDocument(ref document);
        return _op switch
        {
            "add" => JsonLocation.Find(document, _path) is { } at && at.TryAdd(JsonValues.DeepClone(_value)),
            "remove" => JsonLocation.Find(document, _path) is { } at && at.TryRemove(),
            "replace" => JsonLocation.Find(document, _path) is { } at && at.TryReplace(JsonValues.DeepClone(_value)),
            "test" => JsonLocation.Find(document, _path) is { } at && at.TryGet(out var found) && JsonValues.DeepEquals(found, _value),
            "move" => TryMove(document),
            "copy" => TryCopy(document),
            _ => false,
        };
    }

    private bool TryApplyToDocument(ref object? document)
    {
        if (_op == "test") return JsonValues.DeepEquals(document, _value);
        if (_op != "replace" || _value is not (JsonMap or JsonList)) return false;
        document = JsonValues.DeepClone(_value);
        return true;
    }

    private bool TryMove(object? document) =>
        _from is not null && JsonLocation.Find(document, _from) is { } source && source.TryGet(out var moved) && source.TryRemove() &&
        JsonLocation.Find(document, _path!) is { } target && target.TryAdd(moved);

    private bool TryCopy(object? document) =>
        _from is not null && JsonLocation.Find(document, _from) is { } source && source.TryGet(out var copied) &&
        JsonLocation.Find(document, _path!) is { } target && target.TryAdd(JsonValues.DeepClone(copied));
}
