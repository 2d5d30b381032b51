namespace Kube.Machinery.Tokens;

/// <summary>The claims of service account tokens kept in secrets: upstream's <c>pkg/serviceaccount/legacy.go</c>.</summary>
public static class LegacyClaims
{
    public const string Issuer = "kubernetes/serviceaccount";
    public const string Namespace = "kubernetes.io/serviceaccount/namespace";
    public const string Secret = "kubernetes.io/serviceaccount/secret.name";
    public const string Account = "kubernetes.io/serviceaccount/service-account.name";
    public const string AccountUid = "kubernetes.io/serviceaccount/service-account.uid";
}
