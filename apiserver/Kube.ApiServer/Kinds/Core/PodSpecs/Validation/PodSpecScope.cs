using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>What the checks of one pod spec's parts have to know of the whole.</summary>
internal sealed class PodSpecScope(JsonMap spec, FieldErrors errors)
{
    public JsonMap Spec { get; } = spec;

    public FieldErrors Errors { get; } = errors;

    /// <summary>The spec is a pod's own and not one in a template.</summary>
    public bool IsPod { get; init; }

    /// <summary>The pod's name; "" in templates.</summary>
    public string PodName { get; init; } = "";

    /// <summary>The volumes found valid, by name.</summary>
    public Dictionary<string, JsonMap> Volumes { get; } = new(StringComparer.Ordinal);

    public HashSet<string> ClaimNames { get; } =
        spec.CountOf("resourceClaims") == 0 ? [] : [.. spec.Maps("resourceClaims").Select(claim => claim.Text("name")).Where(name => name.Length > 0)];

    public JsonMap SecurityContext { get; } = spec.Part("securityContext");

    public string RestartPolicy => Spec.Text("restartPolicy");

    public long? GracePeriod => Spec.Long("terminationGracePeriodSeconds");

    /// <summary>Pods share the host's users unless they say no.</summary>
    public bool HostUsers => Spec.Bool("hostUsers") != false;
}
