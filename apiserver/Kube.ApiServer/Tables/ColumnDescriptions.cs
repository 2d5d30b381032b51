using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Tables;

/// <summary>Column descriptions that are those of a published field are looked up where the field's is kept.</summary>
internal static class ColumnDescriptions
{
    public static string Of(TableColumn column)
    {
        var text = column.Description;
        if (!text.StartsWith('@')) return text;
        var hash = text.IndexOf('#');
        return Descriptions.BuiltIn.OfField(text[1..hash], text[(hash + 1)..]);
    }
}
