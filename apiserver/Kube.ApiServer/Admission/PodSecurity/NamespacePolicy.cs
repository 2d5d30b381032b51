namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>What is refused, recorded and warned of in a namespace.</summary>
internal sealed record NamespacePolicy(Standard Enforce, Standard Audit, Standard Warn)
{
    public static NamespacePolicy Privileged { get; } = new(new(PolicyLevel.Privileged, PolicyVersion.Latest), new(PolicyLevel.Privileged, PolicyVersion.Latest), new(PolicyLevel.Privileged, PolicyVersion.Latest));

    public bool IsPrivileged => Enforce.IsPrivileged && Audit.IsPrivileged && Warn.IsPrivileged;

    public bool MeansSameAs(NamespacePolicy other) => Enforce.MeansSameAs(other.Enforce) && Audit.MeansSameAs(other.Audit) && Warn.MeansSameAs(other.Warn);
}
