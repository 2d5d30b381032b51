using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.CsiDrivers;

internal sealed class CsiDriverStrategy : KindStrategy
{
    private const long MinTokenSeconds = 10 * 60;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Modes = ["Ephemeral", "Persistent"];
    private static readonly string[] GroupPolicies = ["File", "None", "ReadWriteOnceWithFSType"];

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        spec.Default("attachRequired", true);
        foreach (var flag in (ReadOnlySpan<string>)["podInfoOnMount", "storageCapacity", "requiresRepublish", "seLinuxMount"]) spec.Default(flag, false);
        spec.Default("fsGroupPolicy", "ReadWriteOnceWithFSType");
        if (spec.CountOf("volumeLifecycleModes") == 0) spec["volumeLifecycleModes"] = new JsonList { "Persistent" };
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        foreach (var flag in (ReadOnlySpan<string>)["attachRequired", "podInfoOnMount", "storageCapacity"])
        {
            if (!spec.Has(flag)) errors.Required(Spec.Child(flag));
        }
        errors.OneOf(Spec, spec, "fsGroupPolicy", GroupPolicies, required: true);
        foreach (var mode in spec.Strings("volumeLifecycleModes").Where(mode => !Modes.Contains(mode))) errors.NotSupported(Spec.Child("volumeLifecycleModes"), mode, Modes);
        var audiences = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var request in spec.Maps("tokenRequests"))
        {
            var here = Spec.Child("tokenRequests").Index(index++);
            if (!audiences.Add(request.Text("audience"))) errors.Duplicate(here.Child("audience"), request.Text("audience"));
            if (request.Long("expirationSeconds") is < MinTokenSeconds and var seconds) errors.Invalid(here.Child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        }
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        errors.Unchanged(Spec, obj.Spec(), old.Spec(), "attachRequired");
        errors.Unchanged(Spec, obj.Spec(), old.Spec(), "volumeLifecycleModes");
    }
}
