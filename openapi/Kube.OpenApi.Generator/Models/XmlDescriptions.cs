using System.Text;
using System.Xml;

namespace Kube.OpenApi.Generator.Models;

/// <summary>
/// The summaries of the models and their properties from the package's XML documentation, unwrapped: a blank line parts
/// paragraphs, any other line break is a space.
/// </summary>
internal sealed class XmlDescriptions(IReadOnlyDictionary<string, string> summaries)
{
    private const string Namespace = "k8s.Models.";

    public string OfType(Model? model) => model is null ? "" : summaries.GetValueOrDefault($"T:{Namespace}{model.Class.Name}", "");

    public string OfField(Model? model, string jsonName) => model?.Properties.GetValueOrDefault(jsonName) is { } property
        ? summaries.GetValueOrDefault($"P:{Namespace}{model.Class.Name}.{property.Name}", "")
        : "";

    public static XmlDescriptions Load(string path)
    {
        var summaries = new Dictionary<string, string>();
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.ReadToFollowing("member"))
        {
            var member = reader.GetAttribute("name") ?? "";
            if (!member.AsSpan(Math.Min(2, member.Length)).StartsWith(Namespace) || member[0] is not ('T' or 'P')) continue;
            if (reader.ReadToDescendant("summary")) summaries[member] = Unwrap(reader.ReadInnerXmlAsText());
        }
        return new(summaries);
    }

    private static string Unwrap(string summary)
    {
        var text = new StringBuilder();
        var paragraph = false;
        foreach (var line in summary.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0)
            {
                paragraph = text.Length > 0;
                continue;
            }
            if (text.Length > 0) text.Append(paragraph ? "\n\n" : " ");
            text.Append(line);
            paragraph = false;
        }
        return text.ToString();
    }
}

file static class XmlText
{
    /// <summary>The text of the current element without its markup.</summary>
    public static string ReadInnerXmlAsText(this XmlReader reader)
    {
        var text = new StringBuilder();
        using var inner = reader.ReadSubtree();
        while (inner.Read())
        {
            if (inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text.Append(inner.Value);
        }
        return text.ToString();
    }
}
