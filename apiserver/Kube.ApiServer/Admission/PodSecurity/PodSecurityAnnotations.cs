namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>What audit events tell of pod security: the keys of <c>pod-security-admission/api/constants.go</c>.</summary>
internal static class PodSecurityAnnotations
{
    public const string Enforced = "pod-security.kubernetes.io/enforce-policy";
    public const string AuditViolations = "pod-security.kubernetes.io/audit-violations";
    public const string Exempt = "pod-security.kubernetes.io/exempt";
}
