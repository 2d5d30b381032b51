using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Nodes;

/// <summary>A node gets service account tokens only for pods bound to it, and only for the audiences that those pods' volumes name.</summary>
internal sealed class TokenRestriction(IAuthorizer authorizer)
{
    public async ValueTask AdmitAsync(string node, AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation != Operation.Create || request.Subresource != "token") return;
        var spec = request.Object!.Spec();
        var bound = spec.Part("boundObjectRef");
        if ((bound.Text("apiVersion"), bound.Text("kind")) != ("v1", "Pod") || bound.Text("name").Length == 0) throw request.Forbidden("node requested token not bound to a pod");
        var uid = bound.Text("uid");
        if (uid.Length == 0) throw request.Forbidden("node requested token with a pod binding without a uid");
        var pod = await request.Registry.FindAsync(PodKind.Resource, request.Namespace, bound.Text("name"), cancellation)
            ?? throw StatusException.NotFound(PodKind.Resource.GroupResource, bound.Text("name"));
        if (uid != pod.Metadata().Text("uid"))
            throw request.Forbidden($"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        if (pod.Spec().Text("nodeName") != node) throw request.Forbidden("node requested token bound to a pod scheduled on a different node");
        await CheckAudienceAsync(request, pod, spec.Strings("audiences"), cancellation);
    }

    private async ValueTask CheckAudienceAsync(AdmissionRequest request, JsonMap pod, IReadOnlyList<string> audiences, CancellationToken cancellation)
    {
        if (audiences.Count > 1) throw request.Forbidden("node may only request 0 or 1 audiences");
        var audience = audiences.Count == 0 ? "" : audiences[0];
        if (await new PodAudiences(request.Registry, pod).HasAsync(audience, cancellation) || MayAskFor(audience, request)) return;
        throw request.Forbidden($"audience \"{audience}\" not found in pod spec volume, {request.User.Name} is not authorized to request tokens for this audience");
    }

    private bool MayAskFor(string audience, AdmissionRequest request) => authorizer.Authorize(request.User, new RequestInfo
    {
        Path = "", Verb = "request-serviceaccounts-token-audience", IsResource = true, Version = "*", Resource = audience, Namespace = request.Namespace, Name = request.Name,
    }).Allowed;
}
