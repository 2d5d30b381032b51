using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Kube.OpenApi.Generator.Catalog;
using Kube.OpenApi.Generator.Facts;

namespace Kube.OpenApi.Generator.Models;

/// <summary>
/// The summaries of the models and their properties from the package's XML documentation, unwrapped: a blank line parts
/// paragraphs, any other line break is a space. The empty string, which the package shows as one with a space, is empty again.
/// </summary>
internal sealed partial class XmlDescriptions(IReadOnlyDictionary<string, string> summaries)
{
    private const string Namespace = "k8s.Models.";

    public string OfType(TypeNode type)
    {
        if (type.Model is { } model) return summaries.GetValueOrDefault($"T:{Namespace}{model.Class.Name}", "");
        if (type.DescribedBy is not { } property) return "";
        return summaries.GetValueOrDefault($"P:{Namespace}{property}") ?? throw new FactException($"{type.Definition}: the package has no description of {property}");
    }

    public string OfField(TypeNode type, string jsonName)
    {
        if (type.Operation.Length > 0)
        {
            return summaries.GetValueOrDefault($"{type.Operation} {jsonName}")
                // The client gives way to C#'s own words.
                ?? summaries.GetValueOrDefault($"{type.Operation} {jsonName}Parameter", "");
        }
        return type.Model?.Properties.GetValueOrDefault(jsonName) is { } property
            ? summaries.GetValueOrDefault($"P:{Namespace}{type.Model.Class.Name}.{property.Name}", "")
            : "";
    }

    public static XmlDescriptions Load(string path)
    {
        var summaries = new Dictionary<string, string>();
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.ReadToFollowing("member"))
        {
            var member = reader.GetAttribute("name") ?? "";
            if (IsOperation(member, out var operation)) ReadParameters(reader, operation, summaries);
            else if (IsModel(member) && reader.ReadToDescendant("summary")) summaries[member] = Unwrap(reader.ReadInnerXmlAsText());
        }
        return new(summaries);
    }

    private static bool IsModel(string member) =>
        member.StartsWith($"T:{Namespace}", StringComparison.Ordinal) || member.StartsWith($"P:{Namespace}", StringComparison.Ordinal);

    private static bool IsOperation(string member, out string operation)
    {
        const string Before = "M:k8s.ICoreV1Operations.";
        const string After = "WithHttpMessagesAsync(";
        operation = "";
        var end = member.IndexOf(After, StringComparison.Ordinal);
        if (end < 0 || !member.StartsWith(Before, StringComparison.Ordinal)) return false;
        operation = member[Before.Length..end];
        return true;
    }

    private static void ReadParameters(XmlReader reader, string operation, Dictionary<string, string> summaries)
    {
        using var member = reader.ReadSubtree();
        while (member.ReadToFollowing("param"))
        {
            var name = member.GetAttribute("name");
            summaries.TryAdd($"{operation} {name}", Unwrap(member.ReadInnerXmlAsText()));
        }
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
        return EmptyString().Replace(text.ToString(), "\"\"");
    }

    [GeneratedRegex("(?<![^\\s=(])\" \"")]
    private static partial Regex EmptyString();
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
