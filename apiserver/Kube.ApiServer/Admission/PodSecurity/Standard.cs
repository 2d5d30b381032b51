namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>A level as of a version.</summary>
internal readonly record struct Standard(PolicyLevel Level, PolicyVersion Version)
{
    public bool IsPrivileged => Level == PolicyLevel.Privileged;

    /// <summary>Both let everything pass, or they are the same.</summary>
    public bool MeansSameAs(Standard other) => (IsPrivileged && other.IsPrivileged) || this == other;

    public override string ToString() => $"{Level.ToString().ToLowerInvariant()}:{Version}";
}
