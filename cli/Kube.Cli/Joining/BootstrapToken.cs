using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Kube.Cli.Joining;

/// <summary>By which a kubelet that has no certificate yet asks for one (https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/).</summary>
internal sealed record BootstrapToken(string Id, string Secret)
{
    /// <summary>The group kubeadm gives its tokens; <see cref="JoiningRights"/> says what it may.</summary>
    public const string Group = "system:bootstrappers:kubeadm:default-node-token";

    private const string Characters = "0123456789abcdefghijklmnopqrstuvwxyz";

    public string Path => $"{Secrets}/bootstrap-token-{Id}";

    public static string Secrets => "/api/v1/namespaces/kube-system/secrets";

    public static BootstrapToken Create() => new(RandomNumberGenerator.GetString(Characters, 6), RandomNumberGenerator.GetString(Characters, 16));

    /// <summary>Null for what is none.</summary>
    public static BootstrapToken? Parse(string text) => text.Split('.') is [{ Length: 6 } id, { Length: 16 } secret] ? new BootstrapToken(id, secret) : null;

    public override string ToString() => $"{Id}.{Secret}";

    /// <summary>The secret that makes the API server know it.</summary>
    public JsonObject ToSecret(DateTimeOffset expiration) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"bootstrap-token-{Id}" },
        ["type"] = "bootstrap.kubernetes.io/token",
        ["stringData"] = new JsonObject
        {
            ["description"] = "Lets the node of kube up join.",
            ["token-id"] = Id,
            ["token-secret"] = Secret,
            ["expiration"] = expiration.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["usage-bootstrap-authentication"] = "true",
            ["auth-extra-groups"] = Group,
        },
    };
}
