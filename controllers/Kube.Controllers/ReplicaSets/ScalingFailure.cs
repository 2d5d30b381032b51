namespace Kube.Controllers.ReplicaSets;

/// <summary>Why a ReplicaSet could not get or lose pods, as its ReplicaFailure condition says it.</summary>
internal sealed record ScalingFailure(string Reason, Exception Cause)
{
    public const string Creating = "FailedCreate";
    public const string Deleting = "FailedDelete";

    public string Message => Cause.Message;
}
