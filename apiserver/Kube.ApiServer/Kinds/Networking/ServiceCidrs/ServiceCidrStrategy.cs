using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.ServiceCidrs;

/// <summary>A range of service addresses: one network of each IP version, fixed for life.</summary>
internal sealed class ServiceCidrStrategy : KindStrategy
{
    private static readonly FieldPath Cidrs = FieldPath.Of("spec").Child("cidrs");

    public override bool HasStatus => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var cidrs = obj.Spec().Strings("cidrs");
        if (cidrs.Count == 0) errors.Required(Cidrs, "at least one CIDR required");
        else if (cidrs.Count > 2) errors.Invalid(Cidrs, obj.Spec()["cidrs"], "may only hold up to 2 values");
        else if (cidrs.Count == 2 && cidrs[0].Contains(':') == cidrs[1].Contains(':'))
            errors.Invalid(Cidrs, obj.Spec()["cidrs"], "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
        for (var i = 0; i < cidrs.Count; i++) errors.Cidr(Cidrs.Index(i), cidrs[i]);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (!obj.Spec().SameField(old.Spec(), "cidrs")) errors.Invalid(Cidrs.Index(0), obj.Spec().Strings("cidrs").FirstOrDefault(""), FieldRules.Immutable);
    }
}
