using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

public sealed class ClassesTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task RuntimeClass_ThatIsNotThere_RefusesThePod()
    {
        var refused = await Kubectl.TryAsync("run", "p", $"--image={TestImages.Shell}", """--overrides={"spec":{"runtimeClassName":"absent"}}""");

        Assert.Equal("Error from server (Forbidden): pods \"p\" is forbidden: pod rejected: RuntimeClass \"absent\" not found", refused.Errors.Trim());
    }

    [Fact]
    public async Task PriorityClass_ThatIsNotThere_RefusesThePod()
    {
        var refused = await Kubectl.TryAsync("run", "p", $"--image={TestImages.Shell}", """--overrides={"spec":{"priorityClassName":"absent"}}""");

        Assert.Equal("Error from server (Forbidden): pods \"p\" is forbidden: no PriorityClass with name absent was found", refused.Errors.Trim());
    }

    [Fact]
    public async Task PriorityClass_OfTheSystem_GivesItsNumber()
    {
        await Kubectl.RunAsync("run", "critical", $"--image={TestImages.Shell}", """--overrides={"spec":{"priorityClassName":"system-node-critical"}}""");

        Assert.Equal("2000001000", await Kubectl.GetPathAsync("{.spec.priority}", "pod", "critical"));
    }

    [Fact]
    public async Task Certificate_ForMasters_IsNotAskedFor()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=me,O=system:masters", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        var pem = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(request.CreateSigningRequestPem()));

        var refused = await Kubectl.TryWithInputAsync($$"""
            apiVersion: certificates.k8s.io/v1
            kind: CertificateSigningRequest
            metadata: {name: masters}
            spec: {signerName: kubernetes.io/kube-apiserver-client, usages: [client auth], request: {{pem}}}
            """, "create", "-f", "-");

        Assert.Contains(
            "certificatesigningrequests.certificates.k8s.io \"masters\" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed",
            refused.Errors, StringComparison.Ordinal);
    }
}
