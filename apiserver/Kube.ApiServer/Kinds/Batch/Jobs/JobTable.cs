using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>A job's row in <c>kubectl get jobs</c>.</summary>
internal static class JobTable
{
    private const string Status = "@io.k8s.api.batch.v1.JobStatus#";

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Status", Description: "Status of the job."),
            new TableColumn("Completions", Description: Status + "succeeded"),
            new TableColumn("Duration", Description: "Time required to complete the job."),
            TableLayout.AgeColumn,
            PodSpecColumns.Containers,
            PodSpecColumns.Images,
            new TableColumn("Selector", Priority: 1, Description: "@io.k8s.api.batch.v1.JobSpec#selector"),
        ],
        job =>
        [
            job.Name(),
            State(job),
            Completions(job),
            Duration(job),
            TableLayout.Age(job),
            Cells.Containers(job.Spec().Part("template").Spec()),
            Cells.Images(job.Spec().Part("template").Spec()),
            Selectors.Format(job.Spec().Map("selector")),
        ]);

    private static string State(JsonMap job)
    {
        if (Has(job, "Complete")) return "Complete";
        if (Has(job, "Failed")) return "Failed";
        if (job.IsBeingDeleted()) return "Terminating";
        if (Has(job, "Suspended")) return "Suspended";
        if (Has(job, "FailureTarget")) return "FailureTarget";
        return Has(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string Completions(JsonMap job)
    {
        var succeeded = job.Status().Number("succeeded");
        if (job.Spec().Long("completions") is { } wanted) return $"{succeeded}/{wanted}";
        var parallelism = job.Spec().Number("parallelism");
        return parallelism > 1 ? $"{succeeded}/1 of {parallelism}" : $"{succeeded}/1";
    }

    private static object Duration(JsonMap job)
    {
        var status = job.Status();
        if (TimeText.Parse(status.String("startTime")) is not { } start) return "";
        var end = status.String("completionTime")
            ?? status.Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Failed" && condition.Text("status") == "True")?.String("lastTransitionTime");
        return TimeText.Parse(end) is { } ended ? HumanDuration.Format(ended - start) : new AgeCell(status.String("startTime"));
    }

    private static bool Has(JsonMap job, string type) =>
        job.Status().Maps("conditions").Any(condition => condition.Text("type") == type && condition.Text("status") == "True");
}
