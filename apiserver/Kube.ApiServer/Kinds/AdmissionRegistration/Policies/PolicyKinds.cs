using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Policies;

/// <summary>Admission policies written in CEL, mutating and validating.</summary>
internal static class PolicyKinds
{
    private static readonly PolicyStrategy Strategy = new(mutating: false);

    public static Resource Mutating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "MutatingAdmissionPolicy",
        StorageVersion = "v1beta1",
        Plural = "mutatingadmissionpolicies",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "MutatingAdmissionPolicy"),
        Strategy = new PolicyStrategy(mutating: true),
        Table = Layout("Mutations", "Mutations indicates the number of mutations rules defined in this configuration", "mutations"),
    };

    public static Resource Validating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "ValidatingAdmissionPolicy",
        Plural = "validatingadmissionpolicies",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "ValidatingAdmissionPolicy"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = Layout("Validations", "Validations indicates the number of validation rules defined in this configuration", "validations"),
    };

    private static TableLayout Layout(string name, string description, string list) => new(
        [
            TableLayout.NameColumn,
            new TableColumn(name, "integer", Description: description),
            new TableColumn("ParamKind", Description: "ParamKind specifies the kind of resources used to parameterize this policy"),
            TableLayout.AgeColumn,
        ],
        policy => [policy.Name(), (long)policy.Spec().CountOf(list), ParamKind(policy), TableLayout.Age(policy)]);

    private static string ParamKind(JsonMap policy) =>
        policy.Spec().Map("paramKind") is { } kind ? $"{kind.Text("apiVersion")}/{kind.Text("kind")}" : Cells.Unset;
}
