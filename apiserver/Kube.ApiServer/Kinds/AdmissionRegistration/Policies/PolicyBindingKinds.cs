using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Policies;

/// <summary>What makes a policy apply, and to what.</summary>
internal static class PolicyBindingKinds
{
    private static readonly TableLayout Layout = new(
        [
            TableLayout.NameColumn,
            new TableColumn("PolicyName", Description: "PolicyName indicates the policy definition which the policy binding binded to"),
            new TableColumn("ParamRef", Description: "ParamRef indicates the param resource which sets the configration param"),
            TableLayout.AgeColumn,
        ],
        binding => [binding.Name(), binding.Spec().Text("policyName"), ParamRef(binding), TableLayout.Age(binding)]);

    public static Resource Mutating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "MutatingAdmissionPolicyBinding",
        StorageVersion = "v1beta1",
        Plural = "mutatingadmissionpolicybindings",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "MutatingAdmissionPolicyBinding"),
        Strategy = new PolicyBindingStrategy(mutating: true),
        Table = Layout,
    };

    public static Resource Validating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "ValidatingAdmissionPolicyBinding",
        Plural = "validatingadmissionpolicybindings",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "ValidatingAdmissionPolicyBinding"),
        Strategy = new PolicyBindingStrategy(mutating: false),
        Table = Layout,
    };

    private static string ParamRef(JsonMap binding)
    {
        if (binding.Spec().Map("paramRef") is not { } reference) return Cells.Unset;
        if (reference.Text("name").Length == 0) return "*";
        return reference.Text("namespace") is { Length: > 0 } space ? $"{space}/{reference.Text("name")}" : $"*/{reference.Text("name")}";
    }
}
