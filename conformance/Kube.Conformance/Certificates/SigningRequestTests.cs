using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Certificates;

/// <summary>
/// Certificates by request: what <c>kubectl certificate</c> and the controllers do with a CertificateSigningRequest, and the
/// "[sig-auth] Certificates API" conformance test.
/// </summary>
public sealed class SigningRequestTests(NamespaceFixture fixture) : NamespacedTests(fixture), IDisposable
{
    private const string ApiServerClient = "kubernetes.io/kube-apiserver-client";
    private const string KubeletClient = "kubernetes.io/kube-apiserver-client-kubelet";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-csr-");
    private readonly string _name = $"csr-{Guid.NewGuid():N}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Approve_ClientRequest_IssuesACertificateThatAuthenticates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RequestAsync(ApiServerClient, "O=testers, CN=jane", key, ["client auth"], "\"expirationSeconds\":3600,");
        Assert.Equal("Pending", await ConditionAsync());

        await Kubectl.RunAsync("certificate", "approve", _name);
        var approved = (await Kubectl.GetJsonAsync("csr", _name))["status"]!["conditions"]![0]!;
        Assert.Equal(("Approved", "KubectlApprove", "This CSR was approved by kubectl certificate approve."), ((string)approved["type"]!, (string)approved["reason"]!, (string)approved["message"]!));
        using var issued = await IssuedAsync();

        Assert.Equal("Approved,Issued", await ConditionAsync());
        Assert.InRange((issued.NotAfter - issued.NotBefore).TotalMinutes, 60, 66);
        var who = await (await WithCertificateAsync(issued, key)).RunAsync("auth", "whoami", "-o", "json");
        Assert.Equal("jane", (string)JsonNode.Parse(who)!["status"]!["userInfo"]!["username"]!);
        Assert.Contains("testers", who, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deny_Request_IsNeverIssuedNorApproved()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RequestAsync(ApiServerClient, "CN=joe", key, ["client auth"]);

        await Kubectl.RunAsync("certificate", "deny", _name);

        Assert.Equal("Denied", await ConditionAsync());
        var approve = await Kubectl.TryAsync("certificate", "approve", _name);
        Assert.NotEqual(0, approve.ExitCode);
    }

    [Fact]
    public async Task Approve_RequestTheSignerMayNotSign_Fails()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RequestAsync(ApiServerClient, "CN=joe", key, ["client auth", "server auth"]);

        await Kubectl.RunAsync("certificate", "approve", _name);

        await Eventually.HoldsAsync("the signer has refused", async () => Assert.Equal("Approved,Failed", await ConditionAsync()));
        var failed = (await Kubectl.GetJsonAsync("csr", _name))["status"]!["conditions"]!.AsArray().Single(condition => (string)condition!["type"]! == "Failed")!;
        Assert.Equal(("SignerValidationFailure", "invalid usage for client certificate: server auth"), ((string)failed["reason"]!, (string)failed["message"]!));
    }

    [Fact]
    public async Task Request_OfAdministratorForAKubelet_IsApprovedByItself()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RequestAsync(KubeletClient, "O=system:nodes, CN=system:node:other", key, ["digital signature", "client auth"]);

        using var issued = await IssuedAsync();

        var approved = (await Kubectl.GetJsonAsync("csr", _name))["status"]!["conditions"]![0]!;
        Assert.Equal(("AutoApproved", "Auto approving kubelet client certificate after SubjectAccessReview."), ((string)approved["reason"]!, (string)approved["message"]!));
        Assert.Contains("CN=system:node:other", issued.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WhoAsks_IsNotForTheRequesterToSay()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RequestAsync("example.com/nobody", "CN=joe", key, ["client auth"], "\"username\":\"root\",\"groups\":[\"gods\"],");

        var spec = (await Kubectl.GetJsonAsync("csr", _name))["spec"]!;

        var who = JsonNode.Parse(await Kubectl.RunAsync("auth", "whoami", "-o", "json"))!["status"]!["userInfo"]!;
        Assert.Equal((string)who["username"]!, (string)spec["username"]!);
        Assert.Equal(who["groups"]!.ToJsonString(), spec["groups"]!.ToJsonString());
    }

    [Fact]
    public async Task Api_EveryOperation_IsServed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        const string path = "/apis/certificates.k8s.io/v1";
        var served = JsonNode.Parse(await Kubectl.RunAsync("get", "--raw", path))!["resources"]!.AsArray().ToDictionary(resource => (string)resource!["name"]!, resource => resource!["verbs"]!.ToJsonString());
        Assert.Equal("""["create","delete","deletecollection","get","list","patch","update","watch"]""", served["certificatesigningrequests"]);
        Assert.Equal("""["get","patch","update"]""", served["certificatesigningrequests/approval"]);
        Assert.Equal("""["get","patch","update"]""", served["certificatesigningrequests/status"]);

        await RequestAsync("example.com/e2e", "CN=e2e", key, ["digital signature", "key encipherment", "server auth"], label: _name);
        Assert.Contains(_name, await Kubectl.RunAsync("get", "csr", "-l", $"test={_name}", "-o", "name"), StringComparison.Ordinal);
        await Kubectl.RunAsync("patch", "csr", _name, "--type=merge", "-p", """{"metadata":{"annotations":{"patched":"true"}}}""");
        await Kubectl.RunAsync("annotate", "csr", _name, "updated=true");
        Assert.Equal("true true", await Kubectl.GetPathAsync("{.metadata.annotations.patched} {.metadata.annotations.updated}", "csr", _name));

        await Kubectl.RunAsync("patch", "csr", _name, "--subresource=approval", "--type=merge", "-p", """{"metadata":{"annotations":{"patchedapproval":"true"}},"status":{"conditions":[{"type":"ApprovalPatch","status":"True","reason":"e2e"}]}}""");
        await Kubectl.RunAsync("patch", "csr", _name, "--subresource=status", "--type=merge", "-p", $$$"""{"metadata":{"annotations":{"patchedstatus":"true"}},"status":{"certificate":"{{{SelfSigned(key)}}}"}}""");
        var conditions = await Kubectl.GetPathAsync("{.status.conditions[*].type}", "csr", _name);
        Assert.Contains("ApprovalPatch", conditions, StringComparison.Ordinal);
        Assert.NotEmpty(await Kubectl.GetPathAsync("{.status.certificate}", "csr", _name));

        await Kubectl.RunAsync("delete", "csr", "-l", $"test={_name}");
        (await Kubectl.TryAsync("get", "csr", _name)).Failed("NotFound");
    }

    private Task<string> RequestAsync(string signer, string subject, ECDsa key, string[] usages, string more = "", string label = "none")
    {
        var pem = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        return Kubectl.RunWithInputAsync(
            $$"""
            {"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"{{_name}}","labels":{"test":"{{label}}"} },
             "spec":{"request":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(pem))}}",{{more}}"signerName":"{{signer}}","usages":[{{string.Join(',', usages.Select(usage => $"\"{usage}\""))}}]} }
            """,
            "create", "-f", "-");
    }

    private async Task<string> ConditionAsync() =>
        (await Kubectl.RunAsync("get", "csr", _name, "--no-headers")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];

    private async Task<X509Certificate2> IssuedAsync()
    {
        var data = await Eventually.IsAsync("the certificate is issued", () => Kubectl.GetPathAsync("{.status.certificate}", "csr", _name), text => text.Length > 0);
        return X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(data)));
    }

    private static string SelfSigned(ECDsa key)
    {
        using var certificate = new CertificateRequest("CN=e2e", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
    }

    /// <summary>kubectl for the same cluster, as whom the certificate names.</summary>
    private async Task<Kubectl> WithCertificateAsync(X509Certificate2 certificate, ECDsa key)
    {
        var config = JsonNode.Parse(await Kubectl.RunAsync("config", "view", "--raw", "--minify", "-o", "json"))!;
        config["users"]![0]!["user"] = new JsonObject
        {
            ["client-certificate-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem())),
            ["client-key-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.ExportECPrivateKeyPem())),
        };
        var file = Path.Combine(_folder.FullName, "config");
        await File.WriteAllTextAsync(file, config.ToJsonString());
        return new Kubectl(file);
    }
}
