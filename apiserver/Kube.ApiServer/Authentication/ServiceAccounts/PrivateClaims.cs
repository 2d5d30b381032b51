using System.Text.Json;

namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>The claim <c>kubernetes.io</c> of a service account token.</summary>
internal sealed record PrivateClaims(string Namespace, BoundObject ServiceAccount, BoundObject? Pod, BoundObject? Secret, BoundObject? Node)
{
    /// <returns>Null when it names no service account.</returns>
    public static PrivateClaims? Read(JsonElement claim)
    {
        if (claim.ValueKind != JsonValueKind.Object || Text(claim, "namespace") is not { Length: > 0 } space || Bound(claim, "serviceaccount") is not { } account) return null;
        return new PrivateClaims(space, account, Bound(claim, "pod"), Bound(claim, "secret"), Bound(claim, "node"));
    }

    private static BoundObject? Bound(JsonElement claim, string kind) =>
        claim.TryGetProperty(kind, out var bound) && bound.ValueKind == JsonValueKind.Object ? new BoundObject(Text(bound, "name"), Text(bound, "uid")) : null;

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
