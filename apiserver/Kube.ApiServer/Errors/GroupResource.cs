namespace Kube.ApiServer.Errors;

/// <summary>A resource without its version, printed as "deployments.apps" or "pods".</summary>
internal readonly record struct GroupResource(string Group, string Resource)
{
    public override string ToString() => Group.Length == 0 ? Resource : $"{Resource}.{Group}";
}
