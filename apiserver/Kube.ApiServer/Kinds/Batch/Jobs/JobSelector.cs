using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>A job's pods are told from others by the job's uid, unless its maker chose a selector by hand.</summary>
internal static class JobSelector
{
    private const string UidLabel = "batch.kubernetes.io/controller-uid";
    private const string NameLabel = "batch.kubernetes.io/job-name";
    private const string OldUidLabel = "controller-uid";
    private const string OldNameLabel = "job-name";

    public static void Generate(JsonMap job)
    {
        var spec = job.GetOrAddMap("spec");
        var (uid, name) = (job.Metadata().Text("uid"), job.Name());
        // What a client copied from another job stays, and is found wrong when it is checked.
        var labels = spec.GetOrAddMap("template").GetOrAddMap("metadata").GetOrAddMap("labels");
        if (spec.IsTrue("manualSelector")) return;
        foreach (var (key, value) in Own(uid, name)) labels.Default(key, value);
        if (!spec.Has("selector")) spec["selector"] = new JsonMap();
        spec.Map("selector")!.GetOrAddMap("matchLabels").Default(UidLabel, uid);
        if (job.Labels().Count > 0)
        {
            foreach (var (key, value) in Own(uid, name)) job.Metadata().Map("labels")!.Default(key, value);
        }
        else job.GetOrAddMap("metadata")["labels"] = labels.DeepClone();
    }

    public static void Validate(JsonMap job, FieldErrors errors)
    {
        var spec = job.Spec();
        if (spec.IsTrue("manualSelector")) return;
        var at = FieldPath.Of("spec").Child("template", "metadata").Child("labels");
        var labels = spec.Part("template").Labels();
        foreach (var (key, expected) in Own(job.Metadata().Text("uid"), job.Name()))
        {
            if (labels.String(key) is not { } actual) errors.Required(at.Key(key), $"must be '{expected}'");
            else if (actual != expected) errors.Invalid(at.Key(key), labels, $"must be '{expected}'");
        }
        var selector = spec.Part("selector");
        if (selector.CountOf("matchExpressions") > 0 || selector.Part("matchLabels").String(UidLabel) != job.Metadata().Text("uid") && selector.Part("matchLabels").String(OldUidLabel) != job.Metadata().Text("uid"))
            errors.Invalid(FieldPath.Of("spec").Child("selector"), selector, "`selector` not auto-generated");
    }

    private static (string Key, string Value)[] Own(string uid, string name) => [(OldUidLabel, uid), (UidLabel, uid), (OldNameLabel, name), (NameLabel, name)];
}
