using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>A deletion that asks first whether the pod's budget allows it: EvictionREST.</summary>
internal sealed class PodEviction : CreateSubresource
{
    public override TypeSchema Input { get; } = Types.Of("policy", "v1", "Eviction");

    public override async ValueTask<JsonMap> CreateAsync(SubresourceRequest request, JsonMap body, CancellationToken cancellation)
    {
        if (body.Name() != request.Name) throw StatusException.BadRequest("name in URL does not match name in Eviction object");
        var options = DeleteOptions.Parse(QueryCollection.Empty, body.Part("deleteOptions"));
        var dryRun = options.DryRun || request.Context.DryRun;
        var pod = await request.Registry.FindAsync(request.Resource, request.Namespace, request.Name, cancellation)
            ?? throw StatusException.NotFound(request.Resource.GroupResource, request.Name);
        await new PodDisruptions(request.Registry, request.Context.Now).TakeAsync(pod, dryRun, cancellation);
        var write = request.Write with { Options = request.Write.Options with { DryRun = dryRun } };
        await request.Registry.Deleter.DeleteAsync(write, options with { DryRun = dryRun }, cancellation);
        return Success.Created();
    }
}
