namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>Why a pod does not meet a standard, in few words, and who is to blame.</summary>
internal sealed record Violation(string Reason, string Detail)
{
    public override string ToString() => Detail.Length > 0 ? $"{Reason} ({Detail})" : Reason;
}
