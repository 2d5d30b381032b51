using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>Objects that nobody keeps: what they are is found out when somebody asks.</summary>
internal abstract class Computed
{
    /// <summary>The names there are.</summary>
    public abstract IReadOnlyList<string> Names(ResourceRegistry registry);

    /// <summary>The object of one of the names, as it is now; apiVersion and kind are set by the caller.</summary>
    public abstract ValueTask<JsonMap> ComputeAsync(string name, ResourceRegistry registry, CancellationToken cancellation);
}
