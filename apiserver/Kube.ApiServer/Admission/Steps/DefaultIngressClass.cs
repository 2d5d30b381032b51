using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Networking.IngressClasses;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>An ingress that names no class gets the default one: upstream's <c>plugin/admission/network/defaultingressclass</c>.</summary>
internal sealed class DefaultIngressClass : AdmissionStep
{
    public override string Name => "DefaultIngressClass";

    public override bool Concerns(Resource resource) => resource.Is("networking.k8s.io", "ingresses");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var ingress = request.Object!;
        if (ingress.Spec().Has("ingressClassName") || ingress.Annotations().ContainsKey("kubernetes.io/ingress.class")) return;
        var classes = request.Snapshot(IngressClassKind.Resource);
        if (DefaultClass.Of(classes, "ingressclass.kubernetes.io/is-default-class") is { } name) ingress.GetOrAddMap("spec")["ingressClassName"] = name;
    }
}
