namespace Kube.ApiServer.Errors;

/// <summary>A kind without its version, printed as "Deployment.apps" or "Pod".</summary>
internal readonly record struct GroupKind(string Group, string Kind)
{
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
