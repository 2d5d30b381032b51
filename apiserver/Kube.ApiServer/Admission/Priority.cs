using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission;

/// <summary>Writes the priority a pod's class stands for into the pod: upstream's <c>plugin/admission/priority</c>.</summary>
internal sealed class Priority : AdmissionStep
{
    private const string DefaultPolicy = "PreemptLowerPriority";

    private static readonly Dictionary<string, long> SystemClasses = new() { ["system-cluster-critical"] = 2_000_000_000, ["system-node-critical"] = 2_000_001_000 };

    public override string Name => "Priority";

    public override async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (!request.IsMain("", "pods")) return;
        var spec = request.Object?.GetOrAddMap("spec");
        if (request.Operation == Operation.Update) Keep(spec!, request.OldObject!.Map("spec"));
        if (request.Operation != Operation.Create) return;
        var (value, policy, name) = await ClassAsync(request, spec!.String("priorityClassName") ?? "", cancellation);
        if (name.Length > 0) spec["priorityClassName"] = name;
        Refuse(request, spec, value, policy);
        spec["priority"] = value;
        spec["preemptionPolicy"] = policy;
    }

    private static void Keep(JsonMap spec, JsonMap? old)
    {
        foreach (var field in (ReadOnlySpan<string>)["priority", "preemptionPolicy"])
        {
            if (spec[field] is null && old?[field] is { } value) spec[field] = value;
        }
    }

    private static async ValueTask<(long Value, string Policy, string Name)> ClassAsync(AdmissionRequest request, string name, CancellationToken cancellation)
    {
        if (BuiltInResources.All.FirstOrDefault(resource => resource is { Group: "scheduling.k8s.io", Plural: "priorityclasses" }) is not { } classes)
        {
            return name.Length == 0 ? (0, DefaultPolicy, "") : SystemClasses.TryGetValue(name, out var known) ? (known, DefaultPolicy, name) : throw Absent(request, name);
        }
        if (name.Length == 0)
        {
            var snapshot = await request.Registry.Cache(classes).LatestAsync(cancellation);
            var standard = snapshot.Enumerate().Select(item => Registry.ObjectCodec.Decode(item.Json, classes.Type)).Where(item => item.Bool("globalDefault") == true)
                .MinBy(item => item.Long("value"));
            return standard is null ? (0, DefaultPolicy, "") : (standard.Long("value") ?? 0, standard.String("preemptionPolicy") ?? DefaultPolicy, standard.Map("metadata")!.String("name")!);
        }
        var found = await request.Registry.FindAsync(classes, "", name, cancellation) ?? throw Absent(request, name);
        return (found.Long("value") ?? 0, found.String("preemptionPolicy") ?? DefaultPolicy, name);
    }

    private static void Refuse(AdmissionRequest request, JsonMap spec, long value, string policy)
    {
        if (spec.Long("priority") is { } given && given != value)
        {
            throw StatusException.Forbidden(request.Resource.GroupResource, request.Name, $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {value} from the given PriorityClass name");
        }
        if (spec.String("preemptionPolicy") is { Length: > 0 } asked && asked != policy)
        {
            throw StatusException.Forbidden(request.Resource.GroupResource, request.Name, $"the string value of PreemptionPolicy ({asked}) must not be provided in pod spec; priority admission controller computed {policy} from the given PriorityClass name");
        }
    }

    private static StatusException Absent(AdmissionRequest request, string name) =>
        StatusException.Forbidden(request.Resource.GroupResource, request.Name, $"no PriorityClass with name {name} was found");
}
