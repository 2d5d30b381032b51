namespace Kube.Controllers.Certificates;

/// <summary>What each signer of Kubernetes signs: <c>pkg/apis/certificates/helpers.go</c> and the signer's own rules.</summary>
internal static class SignerRules
{
    private const string Nodes = "system:nodes";
    private const string NodePrefix = "system:node:";

    private static readonly string[] ServingUsages = ["digital signature", "key encipherment", "server auth"];
    private static readonly string[] ClientUsages = ["client auth", "digital signature", "key encipherment"];

    /// <summary>Why the signer does not sign the request; null when it does.</summary>
    public static string? WhyNot(string signer, SigningRequest request, IReadOnlyCollection<string> usages) => signer switch
    {
        SignerNames.KubeletServing => KubeletServing(request, usages),
        SignerNames.KubeletClient => KubeletClient(request, usages),
        SignerNames.ApiServerClient => ApiServerClient(usages),
        _ => null,
    };

    public static string? KubeletClient(SigningRequest request, IReadOnlyCollection<string> usages)
    {
        if (request.Organizations is not [Nodes]) return "subject organization is not system:nodes";
        if (request.HasDnsNames) return "DNS subjectAltNames are not allowed";
        if (request.HasEmailAddresses) return "Email subjectAltNames are not allowed";
        if (request.HasIpAddresses) return "IP subjectAltNames are not allowed";
        if (request.HasUris) return "URI subjectAltNames are not allowed";
        if (!IsNode(request)) return "subject common name does not begin with system:node:";
        return Match(usages, ClientUsages);
    }

    private static string? KubeletServing(SigningRequest request, IReadOnlyCollection<string> usages)
    {
        if (request.Organizations is not [Nodes]) return "subject organization is not system:nodes";
        if (!request.HasDnsNames && !request.HasIpAddresses) return "DNS or IP subjectAltName is required";
        if (request.HasEmailAddresses) return "Email subjectAltNames are not allowed";
        if (request.HasUris) return "URI subjectAltNames are not allowed";
        return Match(usages, ServingUsages) ?? (IsNode(request) ? null : "subject common name does not begin with system:node:");
    }

    private static string? ApiServerClient(IReadOnlyCollection<string> usages)
    {
        if (usages.FirstOrDefault(usage => !ClientUsages.Contains(usage)) is { } wrong) return $"invalid usage for client certificate: {wrong}";
        return usages.Contains("client auth") ? null : "missing required usage for client certificate: client auth";
    }

    private static bool IsNode(SigningRequest request) => request.CommonName.StartsWith(NodePrefix, StringComparison.Ordinal);

    /// <summary>Keys that cannot encipher, as those of elliptic curves, leave out that usage.</summary>
    private static string? Match(IReadOnlyCollection<string> usages, string[] wanted)
    {
        var given = usages.ToHashSet();
        return given.SetEquals(wanted) || given.SetEquals(wanted.Where(usage => usage != "key encipherment")) ? null : $"usages did not match [{string.Join(' ', wanted)}]";
    }
}
