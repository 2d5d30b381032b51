using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>The scheduler's decision: gives a pod its node, once. BindingREST of <c>pkg/registry/core/pod/storage</c>.</summary>
internal sealed class PodBinding : CreateSubresource
{
    /// <summary>Upstream reports failures about this resource.</summary>
    private static readonly GroupResource Reported = new("", "pods/binding");

    private static readonly ObjectSubresource Assignment = new() { Name = "binding", Strategy = new PodAssignmentStrategy() };

    public override TypeSchema Input { get; } = Types.Of("", "v1", "Binding");

    public override async ValueTask<JsonMap> CreateAsync(SubresourceRequest request, JsonMap body, CancellationToken cancellation)
    {
        if (body.Name() is { Length: > 0 } name && name != request.Name) throw StatusException.BadRequest("name in URL does not match name in Binding object");
        Validate(body);
        await request.Registry.Updater.UpdateAsync(request.Write with { Subresource = Assignment }, pod =>
        {
            Assign(pod!, body, request);
            return new ValueTask<JsonMap>(pod!);
        }, cancellation, owned: true);
        return Success.Created();
    }

    private static void Validate(JsonMap binding)
    {
        var errors = new FieldErrors();
        var target = FieldPath.Of("target");
        if (binding.Part("target").Text("kind") is { Length: > 0 } kind and not "Node") errors.NotSupported(target.Child("kind"), kind, "Node", "<empty>");
        errors.Required(target, binding.Part("target"), "name");
        errors.ThrowIfAny(new GroupKind("", "Binding"), binding.Name());
    }

    private static void Assign(JsonMap pod, JsonMap binding, SubresourceRequest request)
    {
        var name = request.Name;
        if (binding.Metadata().Text("uid") is { Length: > 0 } uid && uid != pod.Metadata().Text("uid"))
            throw StatusException.Conflict(Reported, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {pod.Metadata().Text("uid")}");
        if (pod.IsBeingDeleted()) throw StatusException.Conflict(Reported, name, $"pod {name} is being deleted, cannot be assigned to a host");
        if (pod.Spec().Text("nodeName") is { Length: > 0 } node)
            throw StatusException.Conflict(Reported, name, $"pod {name} is already assigned to node \"{node}\"");
        if (pod.Spec().CountOf("schedulingGates") > 0) throw StatusException.Conflict(Reported, name, $"pod {name} has non-empty .spec.schedulingGates");
        pod.GetOrAddMap("spec")["nodeName"] = binding.Part("target").Text("name");
        foreach (var (key, value) in binding.Annotations()) pod.GetOrAddMap("metadata").GetOrAddMap("annotations")[key] = value;
        foreach (var (key, value) in binding.Labels()) pod.GetOrAddMap("metadata").GetOrAddMap("labels").Default(key, value!);
        MarkScheduled(pod.GetOrAddMap("status"), request.Context.Now);
    }

    private static void MarkScheduled(JsonMap status, DateTimeOffset now)
    {
        var conditions = status.GetOrAddList("conditions");
        conditions.RemoveAll(condition => condition is JsonMap map && map.Text("type") == "PodScheduled");
        conditions.Add(new JsonMap(4)
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = TimeText.Format(now),
        });
    }
}
