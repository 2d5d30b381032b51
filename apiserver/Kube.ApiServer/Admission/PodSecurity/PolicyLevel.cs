namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>The pod security standards, the stricter the greater.</summary>
internal enum PolicyLevel
{
    Privileged,
    Baseline,
    Restricted,
}
