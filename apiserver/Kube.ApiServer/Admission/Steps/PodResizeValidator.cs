using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Nodes;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>A pod is not resized to more than its node has, nor on a node that is not Linux: upstream's <c>plugin/admission/podresize</c>.</summary>
internal sealed class PodResizeValidator : AdmissionStep
{
    private const string OsLabel = "kubernetes.io/os";

    private static readonly object Slot = new();

    public override string Name => "PodResizeValidator";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Validate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Update || request.Subresource != "resize") return;
        var pod = request.Object!;
        if (pod.Spec().Text("nodeName") is not { Length: > 0 } name || pod.Metadata().Long("generation") == request.OldObject!.Metadata().Long("generation")) return;
        var node = request.Known(NodeKind.Resource, "", name) ?? throw request.Forbidden($"node \"{name}\" not found");
        var allocatable = node.GetOrDerive(Slot, static state => Allocatable.Of((JsonMap)JsonReader.Read(state.Json.Span)!));
        if (TooMuch(pod.Spec(), allocatable) is { Count: > 0 } excess) throw Refusal(request, "NodeCapacity", $"Node didn't have enough allocatable resources: {string.Join("; ", excess)}");
        var os = node.Labels.TryGetValue(OsLabel, out var value) ? value : "";
        if (os != "linux") throw Refusal(request, "UnsupportedPlatform", $"pod resize is only supported on linux nodes, node \"{name}\" is \"{os}\"");
    }

    private static List<string> TooMuch(JsonMap spec, Allocatable allocatable)
    {
        var (requests, overhead) = (PodTotals.Of(spec, "requests"), spec.Map("overhead").Amounts().ToDictionary());
        var (cpu, memory) = (Requested("cpu").MilliValue, Requested("memory").Value);
        var excess = new List<string>();
        if (cpu > allocatable.Cpu) excess.Add($"cpu, requested: {cpu}, allocatable: {allocatable.Cpu}");
        if (memory > allocatable.Memory) excess.Add($"memory, requested: {memory}, allocatable: {allocatable.Memory}");
        return excess;

        Quantity Requested(string resource) => requests.GetValueOrDefault(resource).Add(overhead.GetValueOrDefault(resource));
    }

    private static StatusException Refusal(AdmissionRequest request, string cause, string why)
    {
        var status = request.Forbidden(why).Status;
        return new StatusException(status with { Details = status.Details! with { Causes = [new StatusCause(cause, "")] } });
    }

    /// <param name="Cpu">In thousandths.</param>
    private sealed record Allocatable(long Cpu, long Memory)
    {
        public static Allocatable Of(JsonMap node)
        {
            var amounts = node.Status().Map("allocatable").Amounts().ToDictionary();
            return new Allocatable(amounts.GetValueOrDefault("cpu").MilliValue, amounts.GetValueOrDefault("memory").Value);
        }
    }
}
