using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>SetDefaults_Job, for jobs and, in part, for those of cron jobs.</summary>
internal static class JobDefaults
{
    /// <summary>What a job in a template gets too: only its pods are defaulted there.</summary>
    public static void SetTemplate(JsonMap spec) => PodSpecDefaults.SetIn(spec.GetOrAddMap("template"));

    public static void Set(JsonMap job)
    {
        var spec = job.GetOrAddMap("spec");
        SetTemplate(spec);
        // A job of unknown size, as for a work queue, says how many pods run at once.
        if (!spec.Has("completions") && !spec.Has("parallelism"))
        {
            spec["completions"] = 1L;
            spec["parallelism"] = 1L;
        }
        spec.Default("parallelism", 1L);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        var perIndex = spec.Has("backoffLimitPerIndex");
        spec.Default("backoffLimit", perIndex ? (long)int.MaxValue : 6L);
        spec.Default("podReplacementPolicy", spec.Has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        if (job.Labels().Count == 0 && spec.Part("template").Metadata().Map("labels") is { Count: > 0 } labels)
            job.GetOrAddMap("metadata")["labels"] = labels.DeepClone();
        foreach (var rule in spec.Part("podFailurePolicy").Maps("rules"))
        {
            foreach (var condition in rule.Maps("onPodConditions").Where(condition => condition.Text("status").Length == 0)) condition["status"] = "True";
        }
    }
}
