using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.Ingresses;

internal sealed class IngressStrategy : KindStrategy
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        IngressValidation.Validate(obj.Spec(), errors);
        if (obj.Annotations().Has(ClassAnnotation) && obj.Spec().Has("ingressClassName"))
            errors.Invalid(FieldPath.Of("annotations").Child(ClassAnnotation), obj.Annotations().Text(ClassAnnotation), "can not be set when the class field is also set");
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => IngressValidation.Validate(obj.Spec(), errors);

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old)
    {
        if (obj.Annotations().Has(ClassAnnotation) && old?.Annotations().Has(ClassAnnotation) != true)
            yield return $"annotation \"{ClassAnnotation}\" is deprecated, please use 'spec.ingressClassName' instead";
    }
}
