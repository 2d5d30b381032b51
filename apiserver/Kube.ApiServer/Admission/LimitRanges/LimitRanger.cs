using Kube.ApiServer.Authorization;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.LimitRanges;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.LimitRanges;

/// <summary>
/// Fills in what containers request and are limited to where they do not say, and refuses pods and claims outside the limits of
/// their namespace: upstream's <c>plugin/admission/limitranger</c>.
/// </summary>
internal sealed class LimitRanger : AdmissionStep
{
    private static readonly object Slot = new();

    public override string Name => "LimitRanger";

    public override bool Concerns(Resource resource) => IsPods(resource) || resource.Is("", "persistentvolumeclaims");

    public override void Mutate(AdmissionRequest request)
    {
        if (!IsPods(request.Resource) || !Applies(request)) return;
        foreach (var limits in Limits(request)) ContainerDefaults.Fill(request.Object!, limits);
    }

    public override void Validate(AdmissionRequest request)
    {
        if (!Applies(request)) return;
        foreach (var limits in Limits(request))
        {
            var spec = request.Object!.Spec();
            var wrong = IsPods(request.Resource) ? LimitChecks.OfPod(limits, spec) : LimitChecks.OfClaim(limits, spec);
            if (Aggregate.Of(wrong) is { Length: > 0 } why) throw request.Forbidden(why);
        }
    }

    private static bool IsPods(Resource resource) => resource.Is("", "pods");

    private static bool Applies(AdmissionRequest request)
    {
        if (request.OldObject?.IsBeingDeleted() == true) return false;
        return (request.Subresource, request.Operation) switch
        {
            ("", Operation.Create) => true,
            // Nothing of a pod's containers that matters here can change but by resizing.
            ("", Operation.Update) => !IsPods(request.Resource),
            ("resize", Operation.Update) => true,
            _ => false,
        };
    }

    /// <summary>The limits of each LimitRange of the namespace; shared, not to be changed.</summary>
    private static IEnumerable<JsonMap[]> Limits(AdmissionRequest request)
    {
        var snapshot = request.Snapshot(LimitRangeKind.Resource);
        return snapshot.Count() == 0 ? [] : snapshot.Enumerate(request.Namespace).Select(range => range.GetOrDerive(Slot, static state => ((JsonMap)JsonReader.Read(state.Json.Span)!).Spec().Maps("limits").ToArray()));
    }
}
