using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.Secrets;

internal static class SecretKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Secret",
        Plural = "secrets",
        Type = Types.Of("", "v1", "Secret"),
        Strategy = new SecretStrategy(),
        SelectableFields = [new("type")],
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Type", Description: "@io.k8s.api.core.v1.Secret#type"),
                new TableColumn("Data", Description: "@io.k8s.api.core.v1.Secret#data"),
                TableLayout.AgeColumn,
            ],
            secret => [secret.Name(), secret.Text("type"), (long)secret.CountOf("data"), TableLayout.Age(secret)]),
    };
}
