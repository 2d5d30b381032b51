namespace Kube.ApiServer.Kinds;

/// <summary>A field that field selectors can name.</summary>
/// <param name="Label">The name in selectors, as in <c>spec.nodeName</c>.</param>
/// <param name="Path">Where the value is in the object; usually the label itself.</param>
/// <param name="Missing">What an object without the field is taken to have.</param>
internal sealed record SelectableField(string Label, string Path, string Missing = "")
{
    public SelectableField(string label) : this(label, label)
    {
    }
}
