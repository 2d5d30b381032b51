using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Scheduling.PriorityClasses;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Writes the priority a pod's class stands for into the pod, and lets there be one default class: upstream's
/// <c>plugin/admission/priority</c>.
/// </summary>
internal sealed class Priority : AdmissionStep
{
    private static readonly object Slot = new();
    private static readonly PriorityFacts None = new("", 0, "PreemptLowerPriority", IsDefault: false);

    public override string Name => "Priority";

    public override bool Concerns(Resource resource) => resource.Is("", "pods") || resource.Is("scheduling.k8s.io", "priorityclasses");

    public override void Mutate(AdmissionRequest request)
    {
        if (!request.IsMain || !request.Resource.Namespaced || request.Object is not { } pod) return;
        var spec = pod.GetOrAddMap("spec");
        if (request.OldObject is { } old) Keep(spec, old.Map("spec"));
        if (request.Operation != Operation.Create) return;
        var found = Class(request, spec.Text("priorityClassName"));
        if (found.Name.Length > 0) spec["priorityClassName"] = found.Name;
        if (spec.Long("priority") is { } given && given != found.Value)
            throw request.Forbidden($"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {found.Value} from the given PriorityClass name");
        if (spec.String("preemptionPolicy") is { Length: > 0 } asked && asked != found.Policy)
            throw request.Forbidden($"the string value of PreemptionPolicy ({asked}) must not be provided in pod spec; priority admission controller computed {found.Policy} from the given PriorityClass name");
        spec["priority"] = found.Value;
        spec["preemptionPolicy"] = found.Policy;
    }

    public override void Validate(AdmissionRequest request)
    {
        if (request.Resource.Namespaced || request.Object?.IsTrue("globalDefault") != true) return;
        var other = Standard(request.Snapshot(PriorityClassKind.Resource));
        if (other is not null && other.Name != request.Name)
            throw request.Forbidden($"PriorityClass {other.Name} is already marked as default. Only one default can exist");
    }

    private static void Keep(JsonMap spec, JsonMap? old)
    {
        foreach (var field in (ReadOnlySpan<string>)["priority", "preemptionPolicy"])
        {
            if (spec[field] is null && old?[field] is { } value) spec[field] = value;
        }
    }

    private static PriorityFacts Class(AdmissionRequest request, string name)
    {
        var classes = request.Snapshot(PriorityClassKind.Resource);
        if (name.Length == 0) return Standard(classes) ?? None;
        return classes.Get("", name) is { } found ? Facts(found) : throw request.Forbidden($"no PriorityClass with name {name} was found");
    }

    /// <summary>The default class; the lowest, should there be several.</summary>
    private static PriorityFacts? Standard(CacheSnapshot classes)
    {
        PriorityFacts? lowest = null;
        foreach (var one in classes.Enumerate())
        {
            if (Facts(one) is { IsDefault: true } facts && (lowest is null || facts.Value < lowest.Value)) lowest = facts;
        }
        return lowest;
    }

    private static PriorityFacts Facts(CachedObject state) => state.GetOrDerive(Slot, static found =>
    {
        var obj = (JsonMap)JsonReader.Read(found.Json.Span)!;
        return new PriorityFacts(found.Name, obj.Number("value"), obj.String("preemptionPolicy") ?? None.Policy, obj.IsTrue("globalDefault"));
    });

    private sealed record PriorityFacts(string Name, long Value, string Policy, bool IsDefault);
}
