using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Nodes;

/// <summary>ValidateNode and ValidateNodeUpdate.</summary>
internal static class NodeValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly FieldPath Status = FieldPath.Of("status");

    // Upstream looks for them under metadata.
    private static readonly FieldPath Taints = FieldPath.Of("metadata").Child("taints");

    public static void Validate(JsonMap node, FieldErrors errors)
    {
        ValidateTaints(node.Spec(), errors);
        ValidateResources(node.Status(), errors);
        ValidateCidrs(node.Spec(), errors, Spec.Child("podCIDRs"));
    }

    public static void ValidateUpdate(JsonMap node, JsonMap oldNode, FieldErrors errors)
    {
        var (spec, old) = (node.Spec(), oldNode.Spec());
        ValidateResources(node.Status(), errors);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var address in node.Status().Maps("addresses"))
        {
            var here = Status.Child("addresses").Index(index++);
            if (!addresses.Add($"{address.Text("type")}/{address.Text("address")}")) errors.Duplicate(here, address);
        }
        if (old.CountOf("podCIDRs") > 0 && !spec.SameField(old, "podCIDRs"))
            errors.Forbidden(Spec.Child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
        if (old.Text("providerID").Length > 0 && !spec.SameField(old, "providerID"))
            errors.Forbidden(Spec.Child("providerID"), "node updates may not change providerID except from \"\" to valid");
        ValidateTaints(spec, errors);
        if (!spec.SameField(old, "externalID")) errors.Forbidden(Spec.Child("externalID"), "may not be updated");
    }

    private static void ValidateTaints(JsonMap spec, FieldErrors errors)
    {
        var seen = new HashSet<(string, string)>();
        var index = 0;
        foreach (var taint in spec.Maps("taints"))
        {
            var here = Taints.Index(index++);
            var (key, value, effect) = (taint.Text("key"), taint.Text("value"), taint.Text("effect"));
            errors.QualifiedName(here.Child("key"), key);
            if (LabelNames.Value(value) is { Count: > 0 } wrong) errors.Invalid(here.Child("value"), value, string.Join(';', wrong));
            errors.OneOf(here, taint, "effect", TolerationsValidation.Effects, required: true);
            if (!seen.Add((key, effect))) errors.Duplicate(here, taint, "taints must be unique by key and effect pair");
        }
    }

    private static void ValidateResources(JsonMap status, FieldErrors errors)
    {
        foreach (var kind in (ReadOnlySpan<string>)["capacity", "allocatable"])
        {
            foreach (var (name, amount) in status.Map(kind).Amounts()) errors.ResourceAmount(Status.Child(kind, name), name, amount);
        }
    }

    private static void ValidateCidrs(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var cidrs = spec.Strings("podCIDRs");
        for (var i = 0; i < cidrs.Count; i++) errors.Cidr(at.Index(i), cidrs[i]);
        if (cidrs.Count <= 1) return;
        if (cidrs.Count > 2 || cidrs[0].Contains(':') == cidrs[1].Contains(':'))
            errors.Invalid(at, spec["podCIDRs"], "may specify no more than one CIDR for each IP family");
        for (var i = 0; i < cidrs.Count; i++)
        {
            if (cidrs.Take(i).Contains(cidrs[i])) errors.Duplicate(at.Index(i), cidrs[i]);
        }
    }
}
