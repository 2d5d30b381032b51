using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>The counts are never negative, and a job that ended does not end twice.</summary>
internal sealed class JobStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Status = FieldPath.Of("status");
    private static readonly string[] Counts = ["active", "succeeded", "failed", "ready", "terminating"];

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var status = obj.Status();
        foreach (var count in Counts) errors.NonNegative(Status, status, count);
        if (IsTrue(status, "Complete") && IsTrue(status, "Failed"))
            errors.Invalid(Status.Child("conditions"), status["conditions"], "cannot set Complete=True and Failed=true conditions");
        if (status.Has("completionTime") && !IsTrue(status, "Complete")) errors.Invalid(Status.Child("completionTime"), status["completionTime"], "cannot set completionTime when there is no Complete=True condition");
    }

    private static bool IsTrue(JsonMap status, string type) => status.Maps("conditions").Any(condition => condition.Text("type") == type && condition.Text("status") == "True");
}
