using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>A field that an apply would change and that another manager owns.</summary>
internal sealed record Conflict(ManagerId Manager, PathElement[] Path)
{
    public string Field => string.Concat(Path.Select(element => element.ToString()));
}
