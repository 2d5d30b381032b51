using System.Globalization;
using System.Text;

namespace Kube.ApiServer.Validation;

/// <summary>
/// Where in an object a value is, printed as upstream prints it: <c>spec.containers[0].resources.limits[cpu]</c>.
/// A chain of steps to the root; text is made only for errors.
/// </summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string? _name;
    private readonly int _index;
    private readonly bool _isKey;

    private FieldPath(FieldPath? parent, string? name, int index, bool isKey)
    {
        _parent = parent;
        _name = name;
        _index = index;
        _isKey = isKey;
    }

    /// <summary>The object itself, printed as nothing.</summary>
    public static FieldPath Root { get; } = Of("");

    public static FieldPath Of(string name) => new(null, name, 0, false);

    public FieldPath Child(string name) => new(this, name, 0, false);

    public FieldPath Child(string name, string next) => Child(name).Child(next);

    public FieldPath Index(int index) => new(this, null, index, false);

    public FieldPath Key(string key) => new(this, key, 0, true);

    public override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    private void AppendTo(StringBuilder text)
    {
        _parent?.AppendTo(text);
        if (_name is null) text.Append('[').Append(_index.ToString(CultureInfo.InvariantCulture)).Append(']');
        else if (_isKey) text.Append('[').Append(_name).Append(']');
        else
        {
            if (text.Length > 0) text.Append('.');
            text.Append(_name);
        }
    }
}
