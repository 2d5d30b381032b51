using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

internal static class CertificateSigningRequestKind
{
    private static readonly CertificateSigningRequestStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "certificates.k8s.io",
        Kind = "CertificateSigningRequest",
        Plural = "certificatesigningrequests",
        Namespaced = false,
        ShortNames = ["csr"],
        Type = Types.Of("certificates.k8s.io", "v1", "CertificateSigningRequest"),
        Strategy = Strategy,
        SelectableFields = [new("spec.signerName")],
        Subresources =
        [
            new ObjectSubresource { Name = "approval", Strategy = new ApprovalStrategy(Strategy) },
            new ObjectSubresource { Name = "status", Strategy = new CertificateStatusStrategy(Strategy) },
        ],
        Table = CertificateSigningRequestTable.Layout,
    };
}
