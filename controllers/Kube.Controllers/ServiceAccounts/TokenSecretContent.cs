using System.Text;
using k8s.Models;

namespace Kube.Controllers.ServiceAccounts;

/// <summary>What a secret of type <c>kubernetes.io/service-account-token</c> has to hold.</summary>
internal static class TokenSecretContent
{
    public const string Type = "kubernetes.io/service-account-token";

    private const string AccountAnnotation = "kubernetes.io/service-account.name";
    private const string AccountUidAnnotation = "kubernetes.io/service-account.uid";
    private const string AuthorityKey = "ca.crt";
    private const string NamespaceKey = "namespace";
    private const string TokenKey = "token";

    public static string AccountOf(V1Secret secret) => secret.Annotations()?.TryGetValue(AccountAnnotation, out var name) == true ? name : "";

    /// <summary>Whether the secret is for this very account; one that names no uid is for any of the name.</summary>
    public static bool IsFor(V1Secret secret, V1ServiceAccount account) =>
        AccountOf(secret) == account.Metadata.Name
        && (secret.Annotations()?.TryGetValue(AccountUidAnnotation, out var uid) != true || string.IsNullOrEmpty(uid) || uid == account.Metadata.Uid);

    /// <summary>Fills in what the secret lacks.</summary>
    /// <param name="authority">Null to leave that alone.</param>
    /// <returns>Whether anything was missing.</returns>
    public static bool Fill(V1Secret secret, V1ServiceAccount account, byte[]? authority, Func<string> token)
    {
        secret.Data ??= new Dictionary<string, byte[]>();
        var changed = false;
        if (authority is not null && !Value(secret, AuthorityKey).SequenceEqual(authority)) changed |= Set(secret, AuthorityKey, authority);
        if (Value(secret, NamespaceKey).Length == 0) changed |= Set(secret, NamespaceKey, Encoding.UTF8.GetBytes(secret.Metadata.NamespaceProperty));
        if (Value(secret, TokenKey).Length == 0) changed |= Set(secret, TokenKey, Encoding.UTF8.GetBytes(token()));
        if (!changed) return false;
        secret.Metadata.Annotations ??= new Dictionary<string, string>();
        secret.Metadata.Annotations[AccountAnnotation] = account.Metadata.Name;
        secret.Metadata.Annotations[AccountUidAnnotation] = account.Metadata.Uid;
        return true;
    }

    private static byte[] Value(V1Secret secret, string key) => secret.Data.TryGetValue(key, out var value) ? value ?? [] : [];

    private static bool Set(V1Secret secret, string key, byte[] value)
    {
        secret.Data[key] = value;
        return true;
    }
}
