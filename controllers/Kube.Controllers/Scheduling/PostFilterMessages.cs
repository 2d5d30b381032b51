using Kube.Controllers.Scheduling.Preemption;

namespace Kube.Controllers.Scheduling;

/// <summary>
/// How an attempt to make room is told. Upstream asks DynamicResources before preemption whether it can free devices; here there
/// are never any, and it says so. When room is being made, nothing is said.
/// </summary>
internal static class PostFilterMessages
{
    private const string NothingToDeallocate = "no new claims to deallocate";

    public static string? Of(PreemptionResult result) => result switch
    {
        PreemptionResult.Useless useless => $"{NothingToDeallocate}, preemption: {useless.Message}",
        PreemptionResult.NotEligible notEligible => $"{NothingToDeallocate}, preemption: {notEligible.Message}",
        _ => null,
    };
}
