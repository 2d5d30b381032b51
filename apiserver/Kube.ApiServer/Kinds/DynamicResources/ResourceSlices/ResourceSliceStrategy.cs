using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources.ResourceSlices;

/// <summary>The devices one driver has in one place.</summary>
internal sealed class ResourceSliceStrategy : KindStrategy
{
    private const int MaxDevices = 128;

    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool TracksGeneration => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (spec.Text("driver") is { Length: > 0 } driver) errors.DnsSubdomain(Spec.Child("driver"), driver);
        else errors.Required(Spec.Child("driver"));
        ValidatePool(spec.Part("pool"), errors, Spec.Child("pool"));
        ValidatePlace(spec, errors);
        if (spec.CountOf("devices") > MaxDevices) errors.TooMany(Spec.Child("devices"), spec.CountOf("devices"), MaxDevices);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var device in spec.Maps("devices"))
        {
            var here = Spec.Child("devices").Index(index++).Child("name");
            if (device.Text("name") is not { Length: > 0 } name) errors.Required(here);
            else if (!names.Add(name)) errors.Duplicate(here, name);
            else errors.DnsLabel(here, name);
        }
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        errors.Unchanged(Spec, obj.Spec(), old.Spec(), "driver");
        errors.Unchanged(Spec, obj.Spec(), old.Spec(), "nodeName");
        errors.Unchanged(Spec.Child("pool"), obj.Spec().Part("pool"), old.Spec().Part("pool"), "name");
    }

    private static void ValidatePool(JsonMap pool, FieldErrors errors, FieldPath at)
    {
        if (pool.Text("name").Length == 0) errors.Required(at.Child("name"));
        foreach (var part in pool.Text("name").Split('/', StringSplitOptions.RemoveEmptyEntries)) errors.DnsSubdomain(at.Child("name"), part);
        errors.NonNegative(at, pool, "generation");
        if (pool.Number("resourceSliceCount") <= 0) errors.Invalid(at.Child("resourceSliceCount"), pool.Number("resourceSliceCount"), FieldRules.NotPositive);
    }

    private static void ValidatePlace(JsonMap spec, FieldErrors errors)
    {
        var places = new[] { spec.Text("nodeName").Length > 0, spec.Has("nodeSelector"), spec.IsTrue("allNodes"), spec.IsTrue("perDeviceNodeSelection") }.Count(given => given);
        const string One = "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
        if (places == 0) errors.Required(Spec, One);
        if (places > 1) errors.Invalid(Spec, spec, One + ", but multiple fields are set");
        if (spec.Text("nodeName") is { Length: > 0 } node) errors.DnsSubdomain(Spec.Child("nodeName"), node);
    }
}
