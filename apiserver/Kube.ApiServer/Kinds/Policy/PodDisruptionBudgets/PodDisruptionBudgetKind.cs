using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Policy.PodDisruptionBudgets;

internal static class PodDisruptionBudgetKind
{
    private static readonly PodDisruptionBudgetStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "policy",
        Kind = "PodDisruptionBudget",
        Plural = "poddisruptionbudgets",
        ShortNames = ["pdb"],
        Type = Types.Of("policy", "v1", "PodDisruptionBudget"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new PodDisruptionBudgetStatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Min Available", Description: "The minimum number of pods that must be available."),
                new TableColumn("Max Unavailable", Description: "The maximum number of pods that may be unavailable."),
                new TableColumn("Allowed Disruptions", "integer", Description: "Calculated number of pods that may be disrupted at this time."),
                TableLayout.AgeColumn,
            ],
            budget =>
            [
                budget.Name(),
                budget.Spec()["minAvailable"]?.ToString() ?? "N/A",
                budget.Spec()["maxUnavailable"]?.ToString() ?? "N/A",
                budget.Status().Number("disruptionsAllowed"),
                TableLayout.Age(budget),
            ]),
    };
}
