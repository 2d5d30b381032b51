namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>One control of the pod security standards: <c>k8s.io/pod-security-admission/policy</c>, one file each.</summary>
internal abstract class PolicyCheck
{
    /// <summary>Upstream's; it gives the order of what is wrong.</summary>
    public abstract string Id { get; }

    public abstract PolicyLevel Level { get; }

    /// <summary>The minor version whose standards had it first.</summary>
    public virtual int Since => 0;

    /// <summary>The baseline check that this one, being stricter, takes the place of.</summary>
    public virtual string? Replaces => null;

    /// <param name="minor">The version whose standards are asked about.</param>
    /// <returns>Null for a pod that passes.</returns>
    public abstract Violation? Check(CheckedPod pod, int minor);
}
