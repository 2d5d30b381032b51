using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.ServiceAccounts;

internal static class ServiceAccountKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "ServiceAccount",
        Plural = "serviceaccounts",
        ShortNames = ["sa"],
        Type = Types.Of("", "v1", "ServiceAccount"),
        Strategy = new ServiceAccountStrategy(),
        ReturnsDeleted = true,
        Subresources = [new TokenSubresource { Name = "token", Group = "authentication.k8s.io", Version = "v1", Kind = "TokenRequest" }],
        Table = new TableLayout([TableLayout.NameColumn, TableLayout.AgeColumn], account => [account.Name(), TableLayout.Age(account)]),
    };
}
