using Kube.ApiServer.Http;

namespace Kube.ApiServer.Audit.Policies;

/// <summary>Resources of one group: <c>pods</c>, <c>pods/log</c>, <c>pods/*</c> (with and without a subresource), <c>*/scale</c>, <c>*</c>.</summary>
/// <param name="Names">Needs resources beside it.</param>
internal sealed record GroupResources(string Group, IReadOnlyList<string> Resources, IReadOnlyList<string> Names)
{
    public bool Match(RequestInfo request)
    {
        if (Group != request.Group) return false;
        if (Resources.Count == 0) return true;
        return (Names.Count == 0 || Names.Contains(request.Name)) && Resources.Any(resource => Matches(resource, request));
    }

    private static bool Matches(string resource, RequestInfo request)
    {
        if (resource == "*") return true;
        var slash = resource.IndexOf('/');
        if (slash < 0) return request.Subresource.Length == 0 && resource == request.Resource;
        var name = resource.AsSpan(0, slash);
        var subresource = resource.AsSpan(slash + 1);
        if (subresource is "*") return name.SequenceEqual(request.Resource);
        return request.Subresource.Length > 0 && subresource.SequenceEqual(request.Subresource) && (name is "*" || name.SequenceEqual(request.Resource));
    }
}
