using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Webhooks;

/// <summary>Mutating and validating webhooks, which differ in whether they may be called again.</summary>
internal static class WebhookConfigurationKinds
{
    private static readonly TableLayout Layout = new(
        [TableLayout.NameColumn, new TableColumn("Webhooks", "integer", Description: "Webhooks indicates the number of webhooks registered in this configuration"), TableLayout.AgeColumn],
        configuration => [configuration.Name(), (long)configuration.CountOf("webhooks"), TableLayout.Age(configuration)]);

    public static Resource Mutating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "MutatingWebhookConfiguration",
        Plural = "mutatingwebhookconfigurations",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "MutatingWebhookConfiguration"),
        Strategy = new WebhookConfigurationStrategy(mutating: true),
        Table = Layout,
    };

    public static Resource Validating { get; } = new()
    {
        Group = RegistrationRules.Group,
        Kind = "ValidatingWebhookConfiguration",
        Plural = "validatingwebhookconfigurations",
        Namespaced = false,
        Categories = ["api-extensions"],
        Type = Types.Of(RegistrationRules.Group, "v1", "ValidatingWebhookConfiguration"),
        Strategy = new WebhookConfigurationStrategy(mutating: false),
        Table = Layout,
    };
}
