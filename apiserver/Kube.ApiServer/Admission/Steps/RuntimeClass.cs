using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Node.RuntimeClasses;
using Kube.ApiServer.Kinds.Rules;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Gives a pod what its runtime class costs and where it can run; a pod may not name that cost itself: upstream's
/// <c>plugin/admission/runtimeclass</c>.
/// </summary>
internal sealed class RuntimeClass : AdmissionStep
{
    private static readonly object Slot = new();

    public override string Name => "RuntimeClass";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var spec = request.Object!.GetOrAddMap("spec");
        if (Find(request, spec) is not { } found) return;
        if (found.Map("overhead") is { } overhead)
        {
            if (spec.Has("overhead") && !Same(overhead.Map("podFixed"), spec.Map("overhead"))) throw Mismatch(request);
            if (overhead.Map("podFixed") is { } cost) spec["overhead"] = cost.DeepClone();
        }
        if (found.Map("scheduling") is { } scheduling) Schedule(request, spec, scheduling);
    }

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var spec = request.Object!.Spec();
        var overhead = (Find(request, spec))?.Map("overhead");
        if (overhead is null && spec.Has("overhead")) throw request.Forbidden("pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        if (overhead is not null && !Same(overhead.Map("podFixed"), spec.Map("overhead"))) throw Mismatch(request);
    }

    private static Errors.StatusException Mismatch(AdmissionRequest request) =>
        request.Forbidden("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");

    /// <summary>The class, which is shared; null when the pod names none.</summary>
    private static JsonMap? Find(AdmissionRequest request, JsonMap spec)
    {
        if (spec.String("runtimeClassName") is not { } name) return null;
        var found = request.Known(RuntimeClassKind.Resource, "", name)
            ?? throw request.Forbidden($"pod rejected: RuntimeClass \"{name}\" not found");
        return found.GetOrDerive(Slot, static state => (JsonMap)JsonReader.Read(state.Json.Span)!);
    }

    private static void Schedule(AdmissionRequest request, JsonMap spec, JsonMap scheduling)
    {
        foreach (var (key, value) in scheduling.Part("nodeSelector"))
        {
            var selector = spec.GetOrAddMap("nodeSelector");
            if (selector.String(key) is { } given && given != (string?)value)
                throw request.Forbidden($"conflict: runtimeClass.scheduling.nodeSelector[{key}] = {value}; pod.spec.nodeSelector[{key}] = {given}");
            selector[key] = value;
        }
        if (scheduling.CountOf("tolerations") > 0) spec["tolerations"] = Tolerations.Merge([.. spec.Maps("tolerations"), .. scheduling.Maps("tolerations").Select(one => one.DeepClone())]);
    }

    private static bool Same(JsonMap? one, JsonMap? other)
    {
        var (mine, theirs) = (one.Amounts().ToDictionary(), other.Amounts().ToDictionary());
        return mine.Count == theirs.Count && mine.All(entry => theirs.TryGetValue(entry.Key, out var amount) && amount == entry.Value);
    }
}
