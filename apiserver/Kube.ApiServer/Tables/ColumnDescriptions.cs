using System.Collections.Concurrent;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Documents;

namespace Kube.ApiServer.Tables;

/// <summary>Column descriptions that are those of a published field are looked up where the field's is kept, once.</summary>
internal static class ColumnDescriptions
{
    private static readonly ConcurrentDictionary<string, string> Known = new();

    public static string Of(TableColumn column) =>
        column.Description.StartsWith('@') ? Known.GetOrAdd(column.Description, LookUp) : column.Description;

    private static string LookUp(string reference)
    {
        var hash = reference.IndexOf('#');
        return Descriptions.BuiltIn.OfField(Types.Named(reference[1..hash]), reference[(hash + 1)..]);
    }
}
