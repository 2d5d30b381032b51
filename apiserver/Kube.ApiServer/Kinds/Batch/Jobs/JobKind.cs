using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

internal static class JobKind
{
    private static readonly JobStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "batch",
        Kind = "Job",
        Plural = "jobs",
        Categories = ["all"],
        Type = Types.Of("batch", "v1", "Job"),
        Strategy = Strategy,
        SelectableFields = [new("status.successful", "0", "status.succeeded")],
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new JobStatusStrategy(Strategy) }],
        Table = JobTable.Layout,
    };
}
