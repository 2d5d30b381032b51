using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.IpAddresses;

internal static class IpAddressKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "networking.k8s.io",
        Kind = "IPAddress",
        Plural = "ipaddresses",
        Namespaced = false,
        ShortNames = ["ip"],
        Type = Types.Of("networking.k8s.io", "v1", "IPAddress"),
        Strategy = new IpAddressStrategy(),
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("ParentRef", Description: "@io.k8s.api.networking.v1.IPAddressSpec#parentRef")],
            address => [address.Name(), Parent(address.Spec().Part("parentRef"))]),
    };

    private static string Parent(JsonMap reference)
    {
        var group = reference.Text("group") is { Length: > 0 } name ? "." + name : "";
        var space = reference.Text("namespace") is { Length: > 0 } own ? own + "/" : "";
        return $"{reference.Text("resource")}{group}/{space}{reference.Text("name")}";
    }

    private sealed class IpAddressStrategy : KindStrategy
    {
        private static readonly FieldPath Parent = FieldPath.Of("spec").Child("parentRef");

        public override IEnumerable<string> CheckName(string name, bool isPrefix) =>
            IpRules.TryParse(name, out var address) && address.ToString() == name ? [] : ["must be a valid IP address in canonical form"];

        public override void Validate(JsonMap obj, FieldErrors errors)
        {
            if (obj.Spec().Map("parentRef") is not { } parent)
            {
                errors.Required(Parent);
                return;
            }
            errors.Required(Parent, parent, "resource");
            errors.Required(Parent, parent, "name");
        }

        public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
        {
            if (!obj.Spec().SameField(old.Spec(), "parentRef")) errors.Invalid(Parent, obj.Spec()["parentRef"], FieldRules.Immutable);
        }
    }
}
