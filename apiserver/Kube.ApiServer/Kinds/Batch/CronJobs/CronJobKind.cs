using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Batch.CronJobs;

internal static class CronJobKind
{
    private const string Spec = "@io.k8s.api.batch.v1.CronJobSpec#";

    private static readonly CronJobStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "batch",
        Kind = "CronJob",
        Plural = "cronjobs",
        ShortNames = ["cj"],
        Categories = ["all"],
        Type = Types.Of("batch", "v1", "CronJob"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Schedule", Description: Spec + "schedule"),
                new TableColumn("Timezone", Description: Spec + "timeZone"),
                new TableColumn("Suspend", "boolean", Description: Spec + "suspend"),
                new TableColumn("Active", "integer", Description: "@io.k8s.api.batch.v1.CronJobStatus#active"),
                new TableColumn("Last Schedule", Description: "@io.k8s.api.batch.v1.CronJobStatus#lastScheduleTime"),
                TableLayout.AgeColumn,
                PodSpecColumns.Containers,
                PodSpecColumns.Images,
                new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.batch.v1.JobSpec#selector"),
            ],
            cron =>
            [
                cron.Name(),
                cron.Spec().Text("schedule"),
                cron.Spec().String("timeZone") ?? Cells.None,
                cron.Spec().IsTrue("suspend") ? "True" : "False",
                (long)cron.Status().CountOf("active"),
                cron.Status().String("lastScheduleTime") is { } last ? new AgeCell(last) : Cells.None,
                TableLayout.Age(cron),
                Cells.Containers(cron.Spec().Part("jobTemplate").Spec().Part("template").Spec()),
                Cells.Images(cron.Spec().Part("jobTemplate").Spec().Part("template").Spec()),
                Selectors.Format(cron.Spec().Part("jobTemplate").Spec().Map("selector")),
            ]),
    };
}
