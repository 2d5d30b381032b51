using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ResourceQuotas;

/// <summary>What is used of what is allowed, limits apart from the rest.</summary>
internal static class ResourceQuotaTable
{
    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Request", Description: "Request represents a minimum amount of cpu/memory that a container may consume."),
            new TableColumn("Limit", Description: "Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node."),
            TableLayout.AgeColumn,
        ],
        quota => [quota.Name(), Used(quota, limits: false), Used(quota, limits: true), TableLayout.Age(quota)]);

    private static string Used(JsonMap quota, bool limits)
    {
        var (hard, used) = (quota.Status().Part("hard"), quota.Status().Part("used"));
        return string.Join(", ", hard
            .Where(entry => (entry.Key.Contains("limits", StringComparison.Ordinal) || entry.Key.Contains("Limits", StringComparison.Ordinal)) == limits)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key}: {used.String(entry.Key) ?? "0"}/{entry.Value}"));
    }
}
