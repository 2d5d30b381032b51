using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.ConfigMaps;

internal static class ConfigMapKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "ConfigMap",
        Plural = "configmaps",
        ShortNames = ["cm"],
        Type = Types.Of("", "v1", "ConfigMap"),
        Strategy = new ConfigMapStrategy(),
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Data", Description: "@io.k8s.api.core.v1.ConfigMap#data"), TableLayout.AgeColumn],
            map => [map.Map("metadata")?.String("name"), (long)((map.Map("data")?.Count ?? 0) + (map.Map("binaryData")?.Count ?? 0)), TableLayout.Age(map)]),
    };
}
