using Kube.ApiServer.Kinds.Batch.Jobs;
using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.CronJobs;

/// <summary>Rules of cron jobs: ValidateCronJobSpec.</summary>
internal sealed class CronJobStrategy : KindStrategy
{
    /// <summary>Leaves room for the eleven characters its jobs' names have more.</summary>
    private const int MaxNameLength = 52;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Policies = ["Allow", "Forbid", "Replace"];

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        if (spec.Text("concurrencyPolicy").Length == 0) spec["concurrencyPolicy"] = "Allow";
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3L);
        spec.Default("failedJobsHistoryLimit", 1L);
        JobDefaults.SetTemplate(spec.GetOrAddMap("jobTemplate").GetOrAddMap("spec"));
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (obj.Name().Length > MaxNameLength)
            errors.Invalid(FieldPath.Of("metadata").Child("name"), obj.Name(), $"must be no more than {MaxNameLength} characters");
        CronSchedule.Validate(spec.Text("schedule"), spec.String("timeZone"), errors, Spec);
        errors.NonNegative(Spec, spec, "startingDeadlineSeconds");
        errors.OneOf(Spec, spec, "concurrencyPolicy", Policies, required: true);
        var job = spec.Part("jobTemplate").Spec();
        var at = Spec.Child("jobTemplate", "spec");
        if (job.IsTrue("manualSelector")) errors.NotSupported(at.Child("manualSelector"), true, "nil", "false");
        if (job.Has("selector")) errors.Invalid(at.Child("selector"), job["selector"], "`selector` will be auto-generated");
        JobSpecValidation.Validate(job, errors, at);
        errors.NonNegative(Spec, spec, "successfulJobsHistoryLimit");
        errors.NonNegative(Spec, spec, "failedJobsHistoryLimit");
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old)
    {
        var job = obj.Spec().Part("jobTemplate").Spec();
        foreach (var warning in PodTemplateValidation.Warnings(job, Spec.Child("jobTemplate", "spec"), old?.Spec().Part("jobTemplate").Spec())) yield return warning;
        if (obj.Spec().Text("schedule") is var schedule && CronSchedule.NamesZone(schedule))
            yield return $"CRON_TZ or TZ used in {Spec.Child("schedule")} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details";
    }
}
