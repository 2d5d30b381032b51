using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Subresources;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Bindings;

/// <summary>Binds the pod the binding is named for.</summary>
internal sealed class BindingAnswer : Review
{
    private static readonly PodBinding Binding = PodKind.Resource.Subresources.OfType<PodBinding>().Single();

    public override ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation)
    {
        if (question.Name() is not { Length: > 0 } name) throw StatusException.BadRequest("name must be provided");
        if (question.Metadata().Text("namespace") is { Length: > 0 } given && given != context.Namespace)
        {
            throw StatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
        var write = context.Write with { Resource = PodKind.Resource, Name = name, OwnershipSubresource = Binding.Name };
        var now = new WriteContext(context.Time.GetUtcNow(), context.User, write.Options.DryRun) { Subresource = Binding.Name };
        return Binding.CreateAsync(new SubresourceRequest(PodKind.Resource, context.Namespace, name, now, context.Registry) { Write = write }, question, cancellation);
    }
}
