using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Discovery.EndpointSlices;

/// <summary>Rules of endpoint slices: <c>pkg/apis/discovery</c>.</summary>
internal sealed class EndpointSliceStrategy : KindStrategy
{
    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        foreach (var port in obj.Maps("ports"))
        {
            port.Default("name", "");
            port.Default("protocol", "TCP");
        }
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => EndpointSliceValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!obj.SameField(old, "addressType")) errors.Invalid(FieldPath.Of("addressType"), obj["addressType"], FieldRules.Immutable);
    }
}
