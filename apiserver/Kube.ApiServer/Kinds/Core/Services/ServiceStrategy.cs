using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>
/// Rules of services. Addresses and node ports are given out while the object is prepared, before it is checked, so that a
/// service is refused for an address it cannot have before anything else: <c>pkg/registry/core/service/storage</c>.
/// </summary>
internal sealed class ServiceStrategy : KindStrategy
{
    private static readonly GroupKind Kind = new("", "Service");

    public override bool HasStatus => true;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.DnsLabel(name, isPrefix);

    public override void SetDefaults(JsonMap obj) => ServiceDefaults.Set(obj);

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        var spec = obj.GetOrAddMap("spec");
        ClusterIpFields.Normalize(spec, null);
        Assign(obj, null, context);
    }

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        var spec = obj.GetOrAddMap("spec");
        KeptAllocations.CopyWhereLeftOut(spec, old.Spec());
        ClusterIpFields.Normalize(spec, old.Spec());
        TypeDependentFields.DropWhereUntouched(spec, old.Spec());
        Assign(obj, old, context);
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => ServiceValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        ServiceUpdateValidation.Validate(obj.Spec(), old.Spec(), errors);
        ServiceValidation.Validate(obj, errors);
    }

    private static void Assign(JsonMap obj, JsonMap? old, WriteContext context)
    {
        var addresses = context.ServiceAddresses ?? throw new InvalidOperationException("services are written without addresses to give");
        var spec = obj.Map("spec")!;
        var errors = new FieldErrors();
        IpFamilies.Set(spec, errors);
        ClusterIpValidation.Validate(spec, errors);
        errors.ThrowIfAny(Kind, obj.Name());
        new ServiceAllocation(addresses, spec, old?.Spec(), errors).Run();
        errors.ThrowIfAny(Kind, obj.Name());
    }
}
