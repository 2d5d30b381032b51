using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tables;

/// <summary>How one kind prints: its columns, and the cells of a row in the same order.</summary>
/// <param name="Cells">
/// Pure function of the object. A cell is a string, long, double, bool, null or <see cref="AgeCell"/>.
/// </param>
internal sealed record TableLayout(IReadOnlyList<TableColumn> Columns, Func<JsonMap, object?[]> Cells)
{
    private const string ObjectMeta = "@io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    /// <summary>The first column of nearly every kind.</summary>
    public static TableColumn NameColumn { get; } = new("Name", Format: "name", Description: $"{ObjectMeta}#name");

    public static TableColumn AgeColumn { get; } = new("Age", Description: $"{ObjectMeta}#creationTimestamp");

    /// <summary>What a kind without columns of its own shows: upstream's default table convertor.</summary>
    public static TableLayout Default { get; } = new(
        [NameColumn, new TableColumn("Created At", "date", Description: $"{ObjectMeta}#creationTimestamp")],
        obj => [obj.Map("metadata")?.String("name"), obj.Map("metadata")?.String("creationTimestamp")]);

    /// <summary>The cell under <see cref="AgeColumn"/>.</summary>
    public static AgeCell Age(JsonMap obj) => new(obj.Map("metadata")?.String("creationTimestamp"));
}
