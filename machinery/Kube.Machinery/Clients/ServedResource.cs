namespace Kube.Machinery.Clients;

/// <summary>A resource as discovery describes it.</summary>
public sealed record ServedResource(ResourceType Type, bool Namespaced, IReadOnlySet<string> Verbs)
{
    public bool Supports(params ReadOnlySpan<string> verbs)
    {
        foreach (var verb in verbs)
        {
            if (!Verbs.Contains(verb))
                return false;
        }
        return true;
    }
}
