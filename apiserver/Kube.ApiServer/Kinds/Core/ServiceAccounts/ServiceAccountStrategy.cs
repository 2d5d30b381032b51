using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ServiceAccounts;

internal sealed class ServiceAccountStrategy : KindStrategy
{
    private const string EnforceMountableSecrets = "kubernetes.io/enforce-mountable-secrets";

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old)
    {
        if (obj.Annotations().Has(EnforceMountableSecrets) && old?.Annotations().Has(EnforceMountableSecrets) != true)
            yield return $"metadata.annotations[{EnforceMountableSecrets}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets";
    }
}
