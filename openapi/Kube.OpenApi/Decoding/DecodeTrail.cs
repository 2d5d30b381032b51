using System.Globalization;
using System.Text;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>
/// Where in the document the decoder is, from which it words the complaints of strict validation and type mismatches. Costs
/// next to nothing while there are none.
/// </summary>
internal sealed class DecodeTrail(TypeSchema root)
{
    /// <summary>Upstream stops counting there.</summary>
    private const int MaxErrors = 100;

    [ThreadStatic]
    private static Step[]? _spare;

    private readonly List<string> _duplicates = [];
    private readonly List<string> _unknown = [];
    private Step[] _steps = TakeSpare();
    private int _depth;

    /// <summary>
    /// What strict validation complains of: in the order of the document, but for a custom resource duplicates first and then
    /// the unknown fields by name, since there pruning finds those after decoding.
    /// </summary>
    public IReadOnlyList<string> StrictErrors
    {
        get
        {
            if (_unknown.Count == 0) return _duplicates;
            _unknown.Sort(string.CompareOrdinal);
            return [.. _duplicates, .. _unknown];
        }
    }

    /// <summary>The document is read: this thread's next one takes over the room for the steps.</summary>
    public void End() => _spare = _steps;

    public void Enter(TypeSchema owner, FieldSchema field) => Push(new(null, -1, owner, field));

    public void Enter(string key) => Push(new(key, -1, null, null));

    public void Enter(int index) => Push(new(null, index, null, null));

    public void Leave() => _depth--;

    public void Duplicate(string name) => Complain(_duplicates, "duplicate field", name);

    /// <summary>A field found by decoding, or by pruning a custom resource.</summary>
    public void Unknown(string name, bool pruned) => Complain(pruned ? _unknown : _duplicates, "unknown field", name);

    /// <summary>The complaint that JSON has, in Go's words, a "string", "object" or "number 1.5" here.</summary>
    public DecodeException Mismatch(string found, TypeSchema expected)
    {
        var fields = _steps.Take(_depth).Where(step => step.Field is not null).ToList();
        var type = GoTypeName(expected);
        if (fields.Count == 0) return new($"json: cannot unmarshal {found} into Go value of type {type}");
        var path = string.Join('.', fields.Select(step => step.Field!.Name));
        return new($"json: cannot unmarshal {found} into Go struct field {GoNames.Bare(fields[^1].Owner!)}.{path} of type {type}");
    }

    /// <summary>The Go type at the current place; a field may say it, and its elements follow from that.</summary>
    private string GoTypeName(TypeSchema expected)
    {
        var at = _depth - 1;
        while (at >= 0 && _steps[at].Field is null) at--;
        var name = at < 0 ? null : _steps[at].Field!.GoType;
        for (at++; at < _depth && name is not null; at++) name = GoNames.Element(name);
        return name ?? GoNames.Of(at == 0 && _depth == 0 ? root : expected);
    }

    private static Step[] TakeSpare()
    {
        var steps = _spare ?? new Step[16];
        _spare = null;
        return steps;
    }

    private void Push(Step step)
    {
        if (_depth == _steps.Length) Array.Resize(ref _steps, _depth * 2);
        _steps[_depth++] = step;
    }

    private void Complain(List<string> list, string what, string name)
    {
        if (_duplicates.Count + _unknown.Count >= MaxErrors) return;
        var complaint = $"{what} {GoNames.Quote(Path(name))}";
        if (!list.Contains(complaint)) list.Add(complaint);
    }

    private string Path(string name)
    {
        var path = new StringBuilder();
        foreach (ref readonly var step in _steps.AsSpan(0, _depth))
        {
            if (step.Index >= 0) path.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            else path.Append(path.Length > 0 ? "." : "").Append(step.Key ?? step.Field!.Name);
        }
        return path.Append(path.Length > 0 ? "." : "").Append(name).ToString();
    }

    private readonly record struct Step(string? Key, int Index, TypeSchema? Owner, FieldSchema? Field);
}
