using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>CertificateApproval and CertificateSigning: who may write a request's approval or certificate needs the signer's trust too.</summary>
public sealed class SignerRightsTests(NamespaceFixture fixture) : NamespacedTests(fixture), IAsyncLifetime
{
    private readonly string _name = $"signer-{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=me", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        await Kubectl.ApplyAsync($$"""
            apiVersion: certificates.k8s.io/v1
            kind: CertificateSigningRequest
            metadata: {name: {{_name}}}
            spec:
              request: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(request))}}
              signerName: {{_name}}.example.com/one
              usages: [client auth]
            """);
        await Kubectl.RunAsync("create", "clusterrole", _name, "--verb=get,update,patch", "--resource=certificatesigningrequests,certificatesigningrequests/approval,certificatesigningrequests/status");
        await Kubectl.RunAsync("create", "clusterrolebinding", _name, $"--clusterrole={_name}", $"--user={_name}");
    }

    public Task DisposeAsync() => Kubectl.RunAsync("delete", $"csr/{_name}", $"clusterrole/{_name}", $"clusterrolebinding/{_name}");

    [Theory]
    [InlineData("one")]
    [InlineData("*")]
    public async Task Approve_WithoutTheSignersTrust_IsRefused(string trusted)
    {
        (await AsAsync("certificate", "approve", _name)).Failed(
            $"certificatesigningrequests.certificates.k8s.io \"{_name}\" is forbidden: user not permitted to approve requests with signerName \"{_name}.example.com/one\"");

        await TrustAsync("approve", trusted);
        (await AsAsync("certificate", "approve", _name)).Succeeded();
        Assert.Equal("Approved", await Kubectl.GetPathAsync("{.status.conditions[0].type}", "csr", _name));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("*")]
    public async Task Sign_WithoutTheSignersTrust_IsRefused(string trusted)
    {
        await Kubectl.RunAsync("certificate", "approve", _name);
        (await SignAsync()).Failed($"certificatesigningrequests.certificates.k8s.io \"{_name}\" is forbidden: user not permitted to sign requests with signerName \"{_name}.example.com/one\"");

        await TrustAsync("sign", trusted);
        (await SignAsync()).Succeeded();
    }

    private async Task TrustAsync(string verb, string signer)
    {
        await Kubectl.ApplyAsync($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: {{_name}}}
            rules:
            - apiGroups: [certificates.k8s.io]
              resources: [certificatesigningrequests, certificatesigningrequests/approval, certificatesigningrequests/status]
              verbs: [get, update, patch]
            - apiGroups: [certificates.k8s.io]
              resources: [signers]
              resourceNames: ["{{_name}}.example.com/{{signer}}"]
              verbs: [{{verb}}]
            """);
    }

    private Task<Outcome> SignAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=me", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var pem = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
        return AsAsync("patch", "csr", _name, "--subresource=status", "--type=merge", "-p", $$$"""{"status":{"certificate":"{{{pem}}}"}}""");
    }

    private Task<Outcome> AsAsync(params string[] arguments) => Kubectl.TryAsync([.. arguments, $"--as={_name}"]);
}
